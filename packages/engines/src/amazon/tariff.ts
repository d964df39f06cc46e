/** What a service asks for, as it was published. Data: change it when the price list does. */
export interface Tariff {
  readonly currency: string
  /** for a million characters of source text */
  readonly perMillion: number
  /** when that price was seen published: a year, or a month of it */
  readonly date: string
  readonly source: string
}

/** Standard text translation. Free tiers and discounts are an account's own and are not taken off. */
export const amazonTariff: Tariff = {
  currency: 'USD',
  perMillion: 15,
  date: '2026',
  source: 'https://aws.amazon.com/translate/pricing/',
}

/** The price of so many characters, in the tariff's currency. */
export const priceOf = (characters: number, { perMillion }: Tariff): number => (characters * perMillion) / 1_000_000
