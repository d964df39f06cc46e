/** A year, which no translation changes. */
export const YEAR = '2019'

/** Short news sentences of ours, for a model's first words. */
const SENTENCES: Readonly<Record<string, string>> = {
  ca: 'El govern va dir el 2019 que la nova estació obriria a la primavera.',
  cs: 'Vláda v roce 2019 uvedla, že nové nádraží bude otevřeno na jaře.',
  da: 'Regeringen sagde i 2019, at den nye station ville åbne til foråret.',
  de: 'Die Regierung hat im Jahr 2019 gesagt, dass der neue Bahnhof im Mai offen ist.',
  en: 'The government said in 2019 that the new railway station would open in spring.',
  es: 'El gobierno dijo en 2019 que la nueva parada del tren estaba lista.',
  fi: 'Hallitus sanoi vuonna 2019, että uusi asema avataan keväällä.',
  fr: 'Le gouvernement a dit en 2019 que la nouvelle gare serait ouverte au printemps.',
  hu: 'A kormány 2019-ben azt mondta, hogy az új állomás tavasszal nyílik meg.',
  it: 'Il governo ha detto nel 2019 che la nuova stazione era pronta.',
  nl: 'De regering zei in 2019 dat het nieuwe station in de lente open zou gaan.',
  pl: 'Rząd powiedział w 2019 roku, że nowy dworzec zostanie otwarty wiosną.',
  pt: 'O governo disse em 2019 que a nova linha do trem estava pronta.',
  ro: 'Guvernul a spus în 2019 că noua gară va fi deschisă în primăvară.',
  ru: 'Правительство сообщило в 2019 году, что новый вокзал откроется весной.',
  sv: 'Regeringen sade 2019 att den nya stationen skulle öppna till våren.',
  uk: 'Уряд повідомив у 2019 році, що новий вокзал відкриється навесні.',
}

/** The sentence of a language; `undefined` where we have none. */
export const sentenceIn = (language: string): string | undefined => SENTENCES[language]

/** Where we have no sentence: names and a year, which may well stay as they are. */
export const ANY_LANGUAGE = `London, Paris, Berlin ${YEAR}.`
