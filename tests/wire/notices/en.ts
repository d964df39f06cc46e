import type { NoticeTable } from './table.ts'

const body =
  'The council of Tannwil decided on Monday to build a new bridge and wants to begin the work in the month of May.\n\nThe bridge costs 2.4 million francs, the council said. Parliament will vote on the money in autumn. (SDA)'

export const en: NoticeTable = {
  body,
  kills: [
    { text: 'Kill bsd063 please', numbers: ['bsd063'] },
    { text: 'Story bsd063 should be disregarded.', numbers: ['bsd063'] },
    { text: 'EDITORS: PLEASE WITHHOLD bsd063', numbers: ['bsd063'] },
    { text: 'ADVISORY KILL\n\nbsd063 Alpaca swims across the lake', numbers: ['bsd063'] },
    { text: 'KILL\n\nPlease kill the story bsd063, it is wrong.', numbers: ['bsd063'] },
    {
      text: 'MANDATORY KILL: Alpaca swims across the lake\n\nThe event did not take place.',
      headlines: ['Alpaca swims across the lake'],
    },
    { text: 'Please withdraw bsd063. The source has retracted its statement.', numbers: ['bsd063'] },
    {
      text: 'The story “Alpaca swims across the lake” (bsd063) is withdrawn.',
      numbers: ['bsd063'],
      headlines: ['Alpaca swims across the lake'],
    },
    { text: 'STORY WITHDRAWN\n\nHeadline: Alpaca swims across the lake', headlines: ['Alpaca swims across the lake'] },
    { text: "Note to editors: do not use Monday's story bsd063, it contains a serious error.", numbers: ['bsd063'], days: ['20310310'] },
    {
      text: 'Dear editors, please do not publish the item "Alpaca swims across the lake" sent at 09:14.',
      headlines: ['Alpaca swims across the lake'],
    },
    { text: 'WITHDRAWAL (bsd063)\n\nThe owner denies it.', numbers: ['bsd063'] },
    { text: 'Withdrawal of story bsd 063 of March 5\n\nThe statement was a hoax.', numbers: ['bsd063'], days: ['20310305'] },
    { text: 'We are withdrawing our story bsd063 from yesterday. It must not be used.', numbers: ['bsd063'], days: ['20310310'] },
    { text: 'ATTENTION EDITORS: The dispatch bsd063 has been retracted.', numbers: ['bsd063'] },
    {
      text: "Kill notice: 'Alpaca swims across the lake'\n\nPlease remove the story from all sites.",
      headlines: ['Alpaca swims across the lake'],
    },
    { text: 'Please disregard item bsd063. A new version follows.', numbers: ['bsd063'] },
    {
      text: 'Please do not use the story about an alpaca that crossed the\nlake on Tuesday morning near Tannwil (bsd063), because it is\nbased on a mistake.',
      numbers: ['bsd063'],
    },
  ],
  corrections: [
    {
      text: `This story corrects bsd063\n\nAlpaca swims across the lake\n\n${body}`,
      numbers: ['bsd063'],
      headlines: ['Alpaca swims across the lake'],
    },
    { text: 'CORRECTION: In bsd063, the name should be Meier.', numbers: ['bsd063'] },
    { text: `UPDATE 1-CORRECTED-Alpaca swims across the lake\n\n${body}`, headlines: ['Alpaca swims across the lake'] },
    { text: `Alpaca swims across the lake (corrected)\n\n${body}`, headlines: ['Alpaca swims across the lake'] },
    { text: `CORRECTION: Alpaca swims across the lake\n\n${body}`, headlines: ['Alpaca swims across the lake'] },
    {
      text: `(Corrects cost of bridge in 2nd paragraph)\n\nAlpaca swims across the lake\n\n${body}`,
      headlines: ['Alpaca swims across the lake'],
    },
    {
      text: `Alpaca swims across the lake\n\nCorrects spelling of name in 3rd paragraph\n\n${body}`,
      headlines: ['Alpaca swims across the lake'],
    },
    { text: 'In story bsd063 please read 2.4 million, not 24 million.', numbers: ['bsd063'] },
    {
      text: 'Correction to the story “Alpaca swims across the lake” (bsd063): the owner is called Meier.',
      numbers: ['bsd063'],
      headlines: ['Alpaca swims across the lake'],
    },
    { text: `CORRECTED\n\nAlpaca swims across the lake\n\n${body}`, headlines: ['Alpaca swims across the lake'] },
    { text: `Corrected version: Alpaca swims across the lake\n\n${body}`, headlines: ['Alpaca swims across the lake'] },
    {
      text: `Correction, 2nd graf: 2.4 million instead of 24 million\n\nAlpaca swims across the lake\n\n${body}`,
      headlines: ['Alpaca swims across the lake'],
    },
    { text: 'The second paragraph of bsd063 from yesterday should read: 2.4 million.', numbers: ['bsd063'], days: ['20310310'] },
    {
      text: `Note to editors: This story replaces bsd063\n\nAlpaca swims across the lake\n\n${body}`,
      numbers: ['bsd063'],
      headlines: ['Alpaca swims across the lake'],
    },
    {
      text: `CORRECTION bsd063: Alpaca swims across the lake\n\n${body}`,
      numbers: ['bsd063'],
      headlines: ['Alpaca swims across the lake'],
    },
    {
      text: 'Editors, please correct the name of the mayor in story bsd063 of Monday.',
      numbers: ['bsd063'],
      days: ['20310310'],
    },
    { text: `Corrigendum: Alpaca swims across the lake\n\n${body}`, headlines: ['Alpaca swims across the lake'] },
  ],
  stories: [
    'Story of a withdrawn bill',
    'The story is cancelled: show ends',
    'Fed corrects course, line by line',
    'Kill or cure: doctors argue',
    'Withdrawn: bill on bridges',
    'Recall of baby food after metal is found',
    'Company recalls 12,000 cars',
    'Kill Bill turns thirty in Locarno',
    'Kill switch for trains tested',
    'Senator withdraws initiative',
    'Court annuls ruling on asylum',
    'Troops are withdrawn from the border',
    'Withdrawal of troops: a day of waiting',
    'Market correction: investors brace for more',
    'Correction to forecast: growth slows',
    'Corrections officer charged',
    'Please do not feed the swans, the town asks',
    'Newspaper withdraws story about minister, editor says',
    'The report is withdrawn, minister says',
    'Article 12 should read differently, lawmakers said',
    'Bus 731 and pro 100 members: please do not use the lift',
  ],
}
