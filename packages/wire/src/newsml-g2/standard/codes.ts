/**
 * Attributes of NewsML-G2 2.35 that hold codes, identifiers, times, measures and addresses (XSD: QCodeType, IRIType, NMTOKEN, ID), and those
 * of the HTML in it; a single word in one of them is no text. `element@attribute`: in that element alone.
 */
export const CODES: ReadonlySet<string> = new Set(
  `accesstype accesstypeuri additionalInfo alias approxend approxstart aspect aspecturi audiobitrate audiochannels audiochannelsuri
  audiocodec audiocodecuri audiosamplerate audiosamplesize audiovbr authority authoritystatus authoritystatusuri byday byhour byminute
  bymonth bymonthday bysecond bysetpos byweekno byyearday charcount chnlid class colourdepth colourindicator colourindicatoruri
  colourspace colourspaceuri concepttype confidence confirmationstatus confirmationstatusuri conformance contentrefs contenttype
  contenttypestandardversion contenttypevariant contenttypevariantstandardversion count coversfrom coversto created creator creatoruri
  custom derivedfrom dir duration durationunit durationunituri enctype encoding encodinguri end environment environmenturi format
  formatstandardversion formaturi freq g2flag generated gpsdatum guid guidref hascontent hashtype hashtypeuri height heightunit
  heightunituri how href hreflang hreftype howuri id idformat idformaturi idref idrefs interactiontype interactiontypeuri interval
  jobtitle jobtitleuri langid language latitude layoutorientation layoutorientationuri linecount literal longitude market marketlabelsrc
  marketlabelsrcuri marketuri media mode modeuri modified orientation original pagecount part partid parturi persistidref preferredalias
  pubconstraint pubconstrainturi qcode radius radunit radunituri rank ratertype ratertypeuri raters ratingtype ratingtypeuri rel
  relevance reluri rendition renditionref renditionrefuri renditionuri reposrole reposroleuri representation representationuri residref
  residrefformat residrefformaturi resolution retired rev role roleruri roleuri root scalemax scalemin scaleunit scaleunituri
  schemecreated schememodified schemeretired scope scopeuri separator seq severity severityuri significance size sourceidref standard
  standardversion start symbol symbolsrc symbolsrcuri tag target targeturi tech techuri timestamp timeunit timeunituri type typeuri
  until uri url valcalctype valcalctypeuri validfrom validto valuedatatype valueunit valueunituri version versioninfo videoaspectratio
  videocodec videocodecuri videodefinition videodefinitionuri videosampling videoscaling videoscalinguri videoscan videovbr why whyuri
  width widthunit widthunituri wkst wordcount xml:lang xsi:schemaLocation align allow border charset colspan cols coords crossorigin
  data data-datetime data-qcode datetime decoding frameborder frame headers http-equiv itemid itemprop itemscope itemtype lang loading
  meta@name name nowrap property rowspan rules sandbox shape sizes span src srcset style usemap valign a@ref dnl-image@ref`.split(/\s+/),
)

/** Attributes of HTML that hold lists of names for programs: several words in them are no text either. */
export const FOR_PROGRAMS = ['class', 'style', 'rel', 'srcset', 'sizes', 'media', 'sandbox', 'allow', 'headers'] as const
