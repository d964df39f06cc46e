/** Keys whose values programs read, in lower case: a single word under one of them is a code and no text. All versions of ninjs. */
export const CODES: ReadonlySet<string> = new Set(
  'uri type mimetype contenttype representationtype profile version pubstatus language lang langid role rel scheme code literal creator symboltype symbol exchange format frequency transportprotocol scantype videocodec aspectratio bitrate eventstatus plannedcoveragestatus schema'.split(
    ' ',
  ),
)
