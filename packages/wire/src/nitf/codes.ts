/**
 * Attributes of NITF 3.6 that hold codes, identifiers, dates, measures and file names; a single word in one of them is no text.
 * `element@attribute`: in that element alone.
 */
export const CODES: ReadonlySet<string> = new Set(
  `actuate align alt-code baselang border cellpadding cellspacing change.date change.time char charoff class code-source coding colspan
  custom-table-type data-location decimal-ch dir doc-idref ed-urg edition.area encoding end-date enddate ex-ref fix-id frac frame
  generation height href http-equiv id id-string idref idsrc issn iso-cc issue item-length key key-type lang lede level-number location-code
  management-doc-idref management-idref-status management-status media-metadata@name media-reference@name media-type meta@name mime-type msg-type newsitem.type noflow norm
  noteclass number number.units nowrap optional-text part position.sequence quote-source regsrc rel rev rights-code rowspan rules scope
  series.part series.totalpart shape show source span start-date startdate status style subclass summary target
  thousands-ch time time-unit-of-measure tobject.property.type tobject.subject.code tobject.subject.ipr tobject.subject.refnum
  tobject.type type unit unit-of-measure units uno valign value version volume width xlink:href xml:lang xsi:schemaLocation year`.split(
    /\s+/,
  ),
)
