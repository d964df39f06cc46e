/// <reference path="./tests/sst/.sst/platform/config.d.ts" />

/** The cloud: `npx sst deploy --stage production`, told in docs/deploy.md. SST allows no import at the top of this file. */
export default $config({
  async app(input) {
    // read, not checked: SST says nothing of what is thrown here. run() checks it, before anything is made.
    const { default: config } = await import('./depesche.config.ts')
    const { region = 'eu-central-1', tags = {} } = config.cloud ?? {}
    const production = input?.stage === 'production'
    return {
      name: 'depesche',
      home: 'aws',
      removal: production ? 'retain' : 'remove',
      protect: production,
      providers: { aws: { region, defaultTags: { tags } } },
    }
  },
  async run() {
    await import('./infra/defaults.ts')
    const { http } = await import('./infra/http.ts')
    await import('./infra/api.ts')
    await import('./infra/consumers.ts')
    await import('./infra/schedule.ts')
    await import('./infra/alarms.ts')
    const { inbox, ledger, wire } = await import('./infra/storage.ts')
    return { inbox: inbox.name, wire: wire.name, table: ledger.name, api: http.url }
  },
})
