import { functions } from './functions.ts'
import { http } from './http.ts'

// the longer path wins: docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
http.route('ANY /v1/desk/{proxy+}', functions.desk.fn.arn)
http.route('ANY /v1/{proxy+}', functions.api.fn.arn)
for (const page of ['/docs', '/openapi.json']) http.route(`GET ${page}`, functions.api.fn.arn)
