import { access, functionNames } from '@depesche/cloud/access'
import { expect, test } from 'vitest'
import { breakages } from './breakages.ts'
import { describeStack } from './describe-stack.ts'
import { evaluate } from './evaluate.ts'
import { deviations, neededGrants, partsOf } from './least-privilege.ts'

describeStack('least privilege', () => {
  test.for(['dev', 'production'])('in %s every role may do what the access of its function says, and nothing else', async (stage) => {
    const graph = await evaluate(stage, { builds: false })
    expect(deviations(graph)).toEqual([])
    // the list is not empty for want of anything to look at
    for (const name of functionNames) expect(neededGrants(access[name], partsOf(graph)).length).toBeGreaterThan(2)
    // docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: characters of a role's inline policies
    for (const { inputs } of graph.all('aws:iam/role:Role'))
      expect(inputs.inlinePolicies.map(({ policy }: { readonly policy: string }) => policy).join('').length).toBeLessThan(10_240)
  })

  test.for(breakages.map((each) => [each.name, each] as const))('is lost, and noticed, by %s', async ([, { changes, noticed }]) => {
    const graph = await evaluate('dev', { builds: false, changes })
    const found = deviations(graph)
    expect(found.join('\n')).toMatch(noticed)
  })

  test('a breakage whose text does not stand exactly once is an error', async () => {
    const change = { file: 'infra/permissions.ts', from: 'a text that is not there', to: '' }
    await expect(evaluate('dev', { builds: false, changes: [change] })).rejects.toThrow('stands 0 times in infra/permissions.ts')
    await expect(evaluate('dev', { builds: false, changes: [{ ...change, from: 'actions' }] })).rejects.toThrow(/stands \d\d? times/)
  })

  test('a breakage of a file that the stack does not read is an error', async () => {
    const change = { file: 'infra/nowhere.ts', from: 'x', to: 'y' }
    await expect(evaluate('dev', { builds: false, changes: [change] })).rejects.toThrow('infra/nowhere.ts was not read')
  })
})
