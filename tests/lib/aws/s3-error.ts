/** S3's error document. https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export function s3Error(code: string, message: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${xml(message)}</Message><RequestId>0</RequestId></Error>`
}

/** Text as S3 has it in XML: control characters as references, though XML 1.0 knows none (encoding-type=url is for them). */
export function xml(text: string): string {
  return text.replaceAll(/[&<>"'\u0000-\u001f]/g, (character) => `&#${character.codePointAt(0)};`)
}
