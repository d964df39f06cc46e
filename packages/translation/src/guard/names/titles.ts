import type { Known } from '../text/language.ts'
import { type Stems, stemsOf } from '../text/stems.ts'

/** Words after which a capital is a person's name. */
export const TITLES: Readonly<Record<Known, Stems>> = {
  de: stemsOf(
    'herr$ frau$ herrn$ *prasident *prasidentin *minister *ministerin bundesrat$ bundesratin$ regierungsrat$ regierungsratin$ nationalrat$ nationalratin$ standerat$ standeratin$ *trainer *trainerin *direktor *direktorin *sprecher *sprecherin kanzler kanzlerin$ *chef *chefin *leiter *leiterin professor$ professorin$ *richter *richterin *anwalt *anwaltin doktor$',
  ),
  fr: stemsOf(
    'm$ mme$ monsieur$ madame$ president$ presidente$ ministre$ chancelier$ chanceliere$ conseiller$ conseillere$ entraineur$ directeur$ directrice$ porte-parole$ parole$ procureur$ procureure$ professeur$',
  ),
  it: stemsOf(
    'signor$ signora$ presidente$ ministro$ ministra$ cancelliere$ consigliere$ consigliera$ allenatore$ direttore$ direttrice$ portavoce$ procuratore$ procuratrice$ professor$ professore$',
  ),
  en: stemsOf(
    'mr$ mrs$ ms$ president$ minister$ chancellor$ councillor$ senator$ coach$ director$ spokesman$ spokeswoman$ spokesperson$ professor$ judge$',
  ),
  es: stemsOf(
    'senor$ senora$ presidente$ presidenta$ ministro$ ministra$ canciller$ entrenador$ director$ directora$ portavoz$ fiscal$ profesor$ profesora$',
  ),
}

/** Verbs of saying, after which a capital may be the speaker. */
export const SAID: Readonly<Record<Known, Stems>> = {
  de: stemsOf('sagt$ sagte$ betonte$ schrieb$ meinte$'),
  fr: stemsOf('dit$ declare$ explique$ souligne$ affirme$ ajoute$ indique$ precise$'),
  it: stemsOf('detto$ dichiarato$ spiegato$ aggiunto$ affermato$ sottolineato$'),
  en: stemsOf('said$ says$'),
  es: stemsOf('dijo$ afirmo$ declaro$ explico$ anadio$ senalo$'),
}
