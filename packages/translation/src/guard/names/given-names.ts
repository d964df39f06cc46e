/** Given names that news of five languages is full of, without accents; none that is a common word or a place. */
const NAMES = `
aaron adam adele adrian agnes ahmed alain alan albert alberto aldo alejandro alex alexander alexandra alexandre alfonso alfred ali alice alicia alina
amelie ana anatol andre andrea andreas andrei andres andrew angela angelo anita anja anna anne annina anton antonia antonio antony antoine ariane arnaud arno
arthur astrid aurelie barbara barack beat beatrice beatriz benedikt benjamin benoit bernard bernhard bettina bianca birgit boris brigitte bruno
camille carla carlo carlos carmen carole caroline catherine cecile celine charles chiara christa christian christiane christina christine christoph christophe
claire clara claude claudia claudio clemens corinne cristina dana daniel daniela daniele danielle david deborah denis diana diego dieter dimitri dominik dominique
donald dora doris edgar eduard eduardo elena elias elisa elisabeth elizabeth elodie elon emanuel emily emma emmanuel enrico enrique eric erica erich erika ernst
esther ettore eugen eva evelyne fabian fabien fabio fabrizio fatima federica federico felipe felix ferdinand fernando filippo flavia florence florian france
francesca francesco francine francis francisco franco francois francoise frank franziska franz frederic friedrich fritz gabriel gabriela gabriele gaston georg
george georges gerald gerard gerhard gianni gilles giorgia giorgio giovanni giulia giuliano giuseppe gregor guido guillaume gustav guy hans harald harry hassan heidi
heinrich heinz helen helena helene helmut henri henrik henry herbert hermann hugo ibrahim ignazio igor ines ingrid irene iris isabel isabella isabelle ivan ivana
jack jacob jacqueline jacques jakob james jan jana jane janet javier jean jeanne jens jerome joachim joan joe joel johann johanna johannes john jonas jonathan jorge
jose josef joseph juan julia julian juliane julie julien jurgen karin karl karoline kaspar katharina katia katja kevin kim klaus konrad kurt lara larissa laura
laurence laurent lea leo leon leonardo leonie lev lidia lilian linda lionel lisa livia lorenzo loredana louis louise luca lucas lucia lucie lucien luis luisa lukas luigi
lydia madeleine magali manuel manuela mara marc marcel marco marcus margaret margrit maria mariana marianne marie marija marina mario marion mark markus marlene marta
martha martin martina massimo mathias mathieu matteo matthew matthias maurice mauro max maximilian melanie merkel micheline michael michel michele michelle miguel mike mikhail milan milena
miriam mirjam mohamed mohammed monica monika monique moritz nadia nadine nadja natalia natalie nathalie nelly nicola nicolas nicole nikolai nina noah noemi nora norbert odile
olaf olga oliver olivia olivier oskar othmar otto pablo paola paolo pascal pascale patricia patrick paul paula pauline pavel pedro perrine peter petra philipp philippe
pia piero pierre pierrette pietro rafael rahel raphael ramon raul rebecca regina regula reinhard remo renate rene renzo reto ricardo riccardo richard rita robert roberta roberto robin roger
roland rolf romain roman ronald rosa rosmarie ruben rudolf ruth sabine sabrina salvatore samuel sandra sandro sara sarah sebastian sebastien sergei sergio severin silvan silvia silvio simon simona
simone simonetta sofia solange sonia sonja sophie stefan stefania stefano stephan stephane stephanie steve steven susan susanne sven sylvie tamara tania tanja tatjana teresa theo theodor theres theresa thierry
thomas tim timo tiziano tobias tom toni ugo ulrich urs ursula uwe valentin valentina valeria valerie vanessa vera verena veronika veronique victor viktor vincent vincenzo viola viola-amherd virginie
vladimir walter werner wilhelm william willy wolfgang wolodymyr xavier yann yannick yves yvette yvonne zoe`

/** True for a given name (folded). */
export const isGivenName: (key: string) => boolean = (() => {
  const names = new Set(NAMES.trim().split(/\s+/))
  for (const other of ['france', 'merkel', 'viola-amherd', 'roman', 'kim', 'beat', 'mark', 'rosa', 'dora', 'mike']) names.delete(other)
  return (key: string) => names.has(key)
})()
