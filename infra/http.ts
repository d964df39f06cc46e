/** The partners' API and the desks', at one address. Its access log has no header of a request, so no key. */
export const http = new sst.aws.ApiGatewayV2('Http', {
  cors: false,
  // for all callers together: a partner that polls each feed each minute needs far less
  transform: {
    stage: (args) => void Object.assign(args, { defaultRouteSettings: { throttlingRateLimit: 50, throttlingBurstLimit: 100 } }),
  },
})
