/**
 * What ends in a full stop and ends no sentence, as it stands in copy of the Swiss wire; in lower case, without its last full stop. By
 * the language that is read, as `art` ends a sentence in English.
 */
export const abbreviations: Readonly<Record<string, ReadonlySet<string>>> = {
  de: words(`abs al allg art aug bd bez bzw ca chr co dez dipl div dr ebd eidg etc evtl exkl feb fr ggf gem geb gest hrsg inkl ing jan
    jh jr kap kt lic lit max med min mind mio mrd mrz nov nr okt phil ph pos prof rp rund sel sen sept sog sr st std str tel u usf usw vgl v z zw
    d h b a o s e i n m`),
  fr: words(`al adm ann art av bd bld cf ch chap cie dr env etc ex fig fr hab inc janv févr juil sept oct nov déc jr lic m mgr me mio mlle mme mm
    mrd n no p par pp prof rte s sr st ste suppl t tél vol j c n b`),
  it: words(`ab al all art avv cap cf cfr co cpv dott dr ecc es fig fr gen feb mar apr giu lug ago sett ott nov dic ing lett lic mio mrd
    n nr no on p pag pp prof rag s sig sigg sgg ss st tel v vol u p es`),
  en: words(`al approx ave bros capt cf co col corp dept dr e ed est etc fig fr gen gov hon inc jr lt ltd maj mr mrs ms mt no p pp prof rep rev
    sen sgt sr st vol vs i g u s a m jan feb aug sept oct nov dec`),
  es: words(`art av avda cap cf cía dr dra ed ee etc excmo fig gral ilmo inc izq lic máx mín n no núm p pág prof prov pte s sr sra sres srta
    sta sto tel uu ud uds vd vol a c`),
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/))
}
