import { defineConfig } from '@depesche/config/define-config'

/** The newsroom. Checked at every start; all mistakes are listed at once. */
export default defineConfig({
  // Who uploads. A file in .depesche/incoming/{desk}/ is an upload of that desk.
  desks: {
    sda: { title: 'Swiss wire', provider: 'Keystone-SDA', zone: 'Europe/Zurich', language: 'de' },
    web: { title: 'Pasted from the web', zone: 'Europe/Zurich', language: 'en' },
  },

  // What is sold: a filter over articles, the languages it comes in, and which grades of machine translation go out.
  products: {
    demo: {
      title: 'Demo',
      filter: { types: ['text'] },
      // German, French and Italian for a Swiss wire; Spanish and Catalan because the free engine is good at them.
      languages: ['de', 'fr', 'it', 'en', 'es', 'ca'],
      // The demo lets "gist" out so that there is something to see, with a label on every item.
      // A real product holds it: grades: ['publishable', 'readable'].
      grades: ['publishable', 'readable', 'gist', 'none'],
    },
  },

  // Per direction the first engine that can. "pseudo" is no translation: it runs only when it is named here or with --engine.
  engines: { cloud: ['amazon'], local: ['bergamot', 'apertium'] },

  // Where Amazon Translate runs; only used where "amazon" is named as an engine.
  amazon: { region: 'eu-central-1' },

  api: { port: 8787 },
})
