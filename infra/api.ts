import { functions } from './functions.ts'

/** The partners' API and the desks', at one address. Its access log has no header of a request, so no key. */
export const http = new sst.aws.ApiGatewayV2('Http', {
  cors: false,
  // for all callers together: a partner that polls each feed each minute needs far less
  transform: {
    stage: (args) => void Object.assign(args, { defaultRouteSettings: { throttlingRateLimit: 50, throttlingBurstLimit: 100 } }),
  },
})

// the longer path wins: docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
http.route('ANY /v1/desk/{proxy+}', functions.desk.fn.arn)
http.route('ANY /v1/{proxy+}', functions.api.fn.arn)
for (const page of ['/docs', '/openapi.json']) http.route(`GET ${page}`, functions.api.fn.arn)
