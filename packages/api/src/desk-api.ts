import { listProducts } from '@depesche/pipeline/ledger/products'
import { Hono } from 'hono'
import { redrive, rejected, retry } from './desk-again.ts'
import { decision, passages } from './desk-decisions.ts'
import { answer, type DeskDoor } from './desk-door.ts'
import { memory, memoryTaken } from './desk-memory.ts'
import { newPartner, partner, partnerChange, partners } from './desk-partners.ts'
import { upload, uploadState } from './desk-uploads.ts'
import { article, board, cost, explained, feed, receipts } from './desk-views.ts'
import { webhookRemoved, webhookResumed, webhookSecretRotated, webhookSet, webhookTested } from './desk-webhooks.ts'
import { problem } from './problem.ts'

/**
 * The desk's routes, under `/v1/desk`: uploads, the board, an article whole, decisions, the feeds, the cost, the memory, the partners. A partner's key opens
 * none of them, and the desk's none of the partners'. Nothing here reads what may not leave but the desk that owns it.
 */
export function deskApi(io: DeskDoor): Hono {
  const app = new Hono()
  app.onError((error, context) => {
    io.onError(error)
    return problem(context, 'internal', 'The fault is ours and is in our log.')
  })
  app.notFound((context) => problem(context, 'not-found', 'No such address.'))
  app.use('/v1/desk/*', async (context, next) => {
    const key = /^bearer +(\S+)$/i.exec(context.req.header('authorization') ?? '')?.[1]
    if (key === undefined || !io.isDeskKey(key))
      return problem(context, 'unauthorized', 'Send a desk key: "Authorization: Bearer …".', {
        'www-authenticate': 'Bearer realm="depesche desk"',
      })
    return next()
  })
  app.put('/v1/desk/uploads/:desk/:name', (context) => upload(io, context))
  app.get('/v1/desk/uploads/:upload', (context) => uploadState(io, context))
  app.post('/v1/desk/uploads/:upload/retry', (context) => retry(io, context))
  app.get('/v1/desk/rejected', (context) => rejected(io, context))
  app.get('/v1/desk/board', (context) => board(io, context))
  app.get('/v1/desk/articles/:id', (context) => article(io, context))
  app.get('/v1/desk/articles/:id/products', (context) => explained(io, context))
  app.get('/v1/desk/articles/:id/receipts', (context) => receipts(io, context))
  app.get('/v1/desk/articles/:id/languages/:language', (context) => passages(io, context))
  app.post('/v1/desk/articles/:id/decisions', (context) => decision(io, context))
  app.post('/v1/desk/redrive', (context) => redrive(io, context))
  app.get('/v1/desk/feeds', async (context) => answer(context, { products: await listProducts(io.ports.table) }))
  app.get('/v1/desk/feeds/:product/:language', (context) => feed(io, context))
  app.get('/v1/desk/cost', (context) => cost(io, context))
  app.get('/v1/desk/memory', (context) => memory(io, context))
  app.post('/v1/desk/memory', (context) => memoryTaken(io, context))
  app.get('/v1/desk/partners', (context) => partners(io, context))
  app.post('/v1/desk/partners', (context) => newPartner(io, context))
  app.get('/v1/desk/partners/:name', (context) => partner(io, context))
  app.post('/v1/desk/partners/:name/changes', (context) => partnerChange(io, context))
  app.put('/v1/desk/partners/:name/webhook', (context) => webhookSet(io, context))
  app.delete('/v1/desk/partners/:name/webhook', (context) => webhookRemoved(io, context))
  app.post('/v1/desk/partners/:name/webhook/resume', (context) => webhookResumed(io, context))
  app.post('/v1/desk/partners/:name/webhook/secret', (context) => webhookSecretRotated(io, context))
  app.post('/v1/desk/partners/:name/webhook/test', (context) => webhookTested(io, context))
  return app
}
