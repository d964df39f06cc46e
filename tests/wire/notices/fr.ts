import type { NoticeTable } from './table.ts'

const body =
  "La commune de Vaulroux a décidé lundi de construire un nouveau pont et veut commencer les travaux au mois de mai.\n\nLe pont coûte 2,4 millions de francs, a indiqué l'exécutif. Le parlement se prononce cet automne. (ATS)"

export const fr: NoticeTable = {
  body,
  kills: [
    { text: 'Dépêche bsf041: à supprimer', numbers: ['bsf041'] },
    { text: 'Veuillez considérer la dépêche bsf041 comme nulle et non avenue.', numbers: ['bsf041'] },
    { text: 'bsf041 annulée', numbers: ['bsf041'] },
    { text: 'AVIS - ANNULATION\n\nUn cygne arrête le train (bsf041)', numbers: ['bsf041'] },
    { text: 'La dépêche intitulée «Un cygne arrête le train» est annulée.', headlines: ['Un cygne arrête le train'] },
    { text: "Prière de ne pas diffuser la dépêche bsf041: selon la police, rien ne s'est passé.", numbers: ['bsf041'] },
    { text: 'ANNULATION: prière de ne pas utiliser la dépêche bsf041 sur les vélos', numbers: ['bsf041'] },
    {
      text: "La dépêche «Un cygne arrête le train» (bsf041) est annulée. L'information n'est pas confirmée.",
      numbers: ['bsf041'],
      headlines: ['Un cygne arrête le train'],
    },
    { text: 'DÉPÊCHE ANNULÉE\n\nTitre: Un cygne arrête le train', headlines: ['Un cygne arrête le train'] },
    { text: 'DEPECHE ANNULEE bsf 041\n\nErreur de la source', numbers: ['bsf041'] },
    {
      text: 'Avis aux rédactions: merci de ne pas publier la dépêche bsf041 de lundi, elle contient une grave erreur.',
      numbers: ['bsf041'],
      days: ['20310310'],
    },
    {
      text: 'Annulation de la dépêche « Un cygne arrête le train »\n\nLa police a retiré ses informations.',
      headlines: ['Un cygne arrête le train'],
    },
    { text: "Nous retirons la dépêche bsf041 d'hier. Veuillez la supprimer de vos sites.", numbers: ['bsf041'], days: ['20310310'] },
    {
      text: 'Chers confrères, veuillez ne plus utiliser l’article “Un cygne arrête le train”, il est faux.',
      headlines: ['Un cygne arrête le train'],
    },
    { text: 'RETRAIT\n\nLa dépêche bsf041 du 5 mars repose sur un faux communiqué.', numbers: ['bsf041'], days: ['20310305'] },
    { text: 'KILL: bsf041\n\nNe pas diffuser.', numbers: ['bsf041'] },
    {
      text: 'Prière de supprimer la dépêche "Un cygne arrête le train" envoyée à 09h14.',
      headlines: ['Un cygne arrête le train'],
    },
    { text: 'ANNULE - Un cygne arrête le train', headlines: ['Un cygne arrête le train'] },
    { text: 'Genève (ats) La dépêche bsf041 est retirée. Elle ne doit pas être publiée.', numbers: ['bsf041'] },
    {
      text: "Attention, rédactions: la dépêche bsf041 doit être considérée comme nulle, ne pas l'utiliser. Prière de ne pas diffuser.",
      numbers: ['bsf041'],
    },
    {
      text: 'Prière de ne pas utiliser la dépêche sur le cygne qui a\narrêté un train mardi matin près de Vaulroux (bsf041), car\nelle contient une erreur.',
      numbers: ['bsf041'],
    },
  ],
  corrections: [
    { text: "Une erreur s'est glissée dans la dépêche bsf041. Il faut lire 2,4 millions.", numbers: ['bsf041'] },
    { text: `PRÉCISION: Un cygne arrête le train\n\n${body}`, headlines: ['Un cygne arrête le train'] },
    { text: `Un cygne arrête le train (correction)\n\n${body}`, headlines: ['Un cygne arrête le train'] },
    { text: 'Dans la dépêche bsf041, il faut lire 2,4 millions, selon la police, et non 24.', numbers: ['bsf041'] },
    { text: `RECTIFICATIF: Un cygne arrête le train\n\n${body}`, headlines: ['Un cygne arrête le train'] },
    {
      text: 'Rectificatif à la dépêche bsf041: le pont coûte 2,4 millions et non 24 millions',
      numbers: ['bsf041'],
    },
    {
      text: `CORRECTION\n\nCorrige le montant au 2e paragraphe\n\nUn cygne arrête le train\n\n${body}`,
      headlines: ['Un cygne arrête le train'],
    },
    {
      text: 'Dans la dépêche «Un cygne arrête le train» (bsf041), il fallait lire 2,4 millions de francs.',
      numbers: ['bsf041'],
      headlines: ['Un cygne arrête le train'],
    },
    {
      text: `Prière de lire au 2e paragraphe: 2,4 millions au lieu de 24 millions\n\nUn cygne arrête le train\n\n${body}`,
      headlines: ['Un cygne arrête le train'],
    },
    { text: `Corrigé: Un cygne arrête le train\n\n${body}`, headlines: ['Un cygne arrête le train'] },
    {
      text: `VERSION CORRIGÉE\n\nUn cygne arrête le train\n\n${body}`,
      headlines: ['Un cygne arrête le train'],
    },
    {
      text: `ANNULE ET REMPLACE bsf041\n\nUn cygne arrête le train\n\n${body}`,
      numbers: ['bsf041'],
      headlines: ['Un cygne arrête le train'],
    },
    {
      text: `La dépêche bsf041 est annulée et remplacée par la suivante:\n\nUn cygne arrête le train\n\n${body}`,
      numbers: ['bsf041'],
      headlines: ['Un cygne arrête le train'],
    },
    {
      text: `(Corrige le nom de la commune dans le titre)\n\nUn cygne arrête le train\n\n${body}`,
      headlines: ['Un cygne arrête le train'],
    },
    {
      text: 'Avis aux rédactions: veuillez corriger dans la dépêche bsf041 de lundi le nom du syndic.',
      numbers: ['bsf041'],
      days: ['20310310'],
    },
    { text: `Correctif - Un cygne arrête le train\n\n${body}`, headlines: ['Un cygne arrête le train'] },
    {
      text: `Erratum: au premier paragraphe, lire Vaulroux et non Valroux\n\nUn cygne arrête le train\n\n${body}`,
      headlines: ['Un cygne arrête le train'],
    },
  ],
  stories: [
    'Annulée, la fête de Nyon',
    'Dépêche mode annule sa tournée',
    'Corrigé par 6-0, Sion limoge son coach',
    'Le Conseil corrige le titre 2 de la loi',
    "Rappel d'aliments pour bébés",
    'Annulation du festival de Nyon',
    'ANNULATION DU FESTIVAL DE NYON',
    "Le Tribunal fédéral annule l'élection de Vaulroux",
    "L'article 12 de la loi est annulé par le tribunal",
    'Le retrait des troupes commence',
    'Le Centre retire son initiative',
    'Correction boursière à Zurich',
    'Correction à la Bourse: les valeurs reculent',
    'Correction au sommet: Sion bat Bâle 6-0',
    'Rectification du tracé: la commune recule',
    'Prière de ne pas nourrir les cygnes, demande la commune',
    'Le journal a retiré son article, a annoncé la rédaction',
    'Kill Bill fête son anniversaire à Locarno',
    'La nouvelle loi est retirée',
    'Il faut lire les petits caractères, avertit la FRC',
    "Le texte de l'initiative est annulé",
    'Corrigé des examens: des profs protestent',
  ],
}
