import { type Config, parseConfig } from '@depesche/config/define-config'

/** Two desks, and products that cover them differently; one sells only what a person has read. */
export const NEWSROOM: Config = parseConfig({
  desks: {
    sda: { title: 'Swiss wire', provider: 'Keystone-SDA', zone: 'Europe/Zurich', language: 'de' },
    web: { title: 'Pasted from the web', zone: 'Europe/Zurich', language: 'en' },
  },
  products: {
    all: { title: 'All', languages: ['de', 'fr'] },
    web: { title: 'Web', filter: { desks: ['web'] }, languages: ['en'] },
    proofed: { title: 'Proofed', filter: { desks: ['sda'] }, languages: ['fr'], person: { languages: ['fr'] } },
  },
  engines: { cloud: ['amazon'] },
  amazon: { region: 'eu-central-1' },
})

/** One desk, one product in one other language: what an article needs at least. */
export const SMALL_NEWSROOM: Config = parseConfig({
  desks: { sda: { zone: 'Europe/Zurich', language: 'de' } },
  products: { all: { title: 'All', languages: ['fr'] } },
  engines: { cloud: ['amazon'] },
  amazon: { region: 'eu-central-1' },
})

export const feedsOf = ({ products }: Config) =>
  Object.entries(products).flatMap(([product, { languages }]) => languages.map((language) => ({ product, language })))
