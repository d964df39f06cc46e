import { amazonTariff, priceOf, type Tariff } from '@depesche/engines/amazon/tariff'

/** Price lists of the engines that bill. */
export const TARIFFS: Readonly<Record<string, Tariff>> = { amazon: amazonTariff }

/** So many characters of an engine in money, `0.0123 USD`; empty for an engine that costs nothing. */
export function moneyOf(engine: string, characters: number, digits = 2): string {
  const tariff = TARIFFS[engine]
  return tariff ? `${priceOf(characters, tariff).toFixed(digits)} ${tariff.currency}` : ''
}
