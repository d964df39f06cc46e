/** A resource as it would be asked for. */
export interface Resource {
  /** Pulumi's type token, such as `aws:sqs/queue:Queue`; `sst:aws:Queue` for a component. */
  readonly type: string
  readonly name: string
  /** What SST hands the provider, resolved and with secrets unwrapped. Components have none. */
  // biome-ignore lint/suspicious/noExplicitAny: as many shapes as there are resources
  readonly inputs: any
  /** Paths of inputs that are secret, as they stand in the state. */
  readonly secrets: readonly string[]
  /** Names of the components around it, nearest first. */
  readonly parents: readonly string[]
  readonly protect: boolean
  readonly retainOnDelete: boolean
}

/** A handler as the CLI is asked to build it. */
export interface Build {
  /** The name of the function's component. */
  readonly functionID: string
  /** As in the config, such as `functions/translate.handler`. */
  readonly handler: string
  /** Names of linked resources. */
  readonly links: readonly string[]
  readonly nodejs: Readonly<Record<string, unknown>>
}

export interface Statement {
  readonly Effect: string
  readonly Action: readonly string[]
  readonly Resource: readonly string[]
  readonly Principal?: Readonly<Record<string, readonly string[]>>
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
}

/** All that one stage would be made of. */
export class Graph {
  readonly resources: readonly Resource[]
  readonly outputs: Readonly<Record<string, unknown>>
  readonly builds: readonly Build[]

  constructor(resources: readonly Resource[], outputs: Readonly<Record<string, unknown>>, builds: readonly Build[]) {
    const key = (resource: Resource) => `${resource.type} ${resource.name}`
    this.resources = resources.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
    this.outputs = outputs
    this.builds = builds.toSorted((a, b) => (a.handler < b.handler ? -1 : 1))
  }

  all(type: string): readonly Resource[] {
    return this.resources.filter((resource) => resource.type === type)
  }

  /** Throws when there is none. */
  get(type: string, name: string): Resource {
    const found = this.all(type).find((resource) => resource.name === name)
    if (found) return found
    throw new Error(`there is no ${type} ${name}, only ${this.all(type).map((each) => each.name)}`)
  }

  /** The function that runs `functions/{name}.ts`, its role and what the role allows. */
  lambda(name: string): {
    readonly fn: Resource
    readonly role: Resource
    readonly build: Build
    readonly allows: readonly Statement[]
  } {
    const handler = `functions/${name}.handler`
    const build = this.builds.find((each) => each.handler === handler)
    if (!build) throw new Error(`no function runs ${handler}, only ${this.builds.map((each) => each.handler)}`)
    const role = this.get('aws:iam/role:Role', `${build.functionID}Role`)
    return {
      fn: this.get('aws:lambda/function:Function', `${build.functionID}Function`),
      role,
      build,
      allows: role.inputs.inlinePolicies.flatMap((inline: { readonly policy: string }) => statementsOf(inline.policy)),
    }
  }
}

/** The statements of a policy, given as JSON or as what it stands for. */
export function statementsOf(policy: unknown): readonly Statement[] {
  return (typeof policy === 'string' ? JSON.parse(policy) : policy).Statement
}
