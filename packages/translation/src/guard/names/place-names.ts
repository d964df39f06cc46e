/**
 * Places by their names in five languages, one place a line: German, French, Italian, English, Spanish, without repetitions.
 * `_` is a space. After `~`: beginnings of words that mean the place too (its people, its adjective, its government's seat).
 */
export const PLACES = `
Zürich Zurich Zurigo ~ zurch zuric zuri
Bern Berne Berna ~ bern bund eidg
Luzern Lucerne Lucerna ~ luz luc
Uri ~ urn uran
Schwyz Svitto ~ schwyz schwytz svitt
Obwalden Obwald Obvaldo ~ obw
Nidwalden Nidwald Nidvaldo ~ nidw
Glarus Glaris Glarona ~ glar
Zug Zoug Zugo ~ zug zoug
Freiburg Fribourg Friburgo ~ freib frib
Solothurn Soleure Soletta ~ solo sole
Basel Bâle Basilea Basle ~ bas bal
Schaffhausen Schaffhouse Sciaffusa ~ schaf sciaf
Appenzell Appenzello ~ appen
St_Gallen Saint-Gall San_Gallo Sankt_Gallen ~ gall sang
Graubünden Grisons Grigioni Grisones ~ bund gris grig
Aargau Argovie Argovia ~ aarg argo
Thurgau Thurgovie Turgovia ~ thurg turg
Tessin Ticino ~ tess tici
Waadt Vaud ~ waad vaud vald vodes
Wallis Valais Vallese ~ wall vala vall
Neuenburg Neuchâtel ~ neue neuc
Genf Genève Ginevra Geneva Ginebra ~ genf gene gine
Jura Giura ~ jura giur
Lausanne Losanna Lausana ~ laus losa
Winterthur Winterthour ~ wint
Biel Bienne ~ biel bien
Thun Thoune ~ thun thou
Chur Coire Coira ~ chur coir
Sitten Sion ~ sitt sion sedu
Siders Sierre ~ side sier
Brig Brigue Briga ~ brig
Visp Viège ~ visp vieg
Delsberg Delémont ~ dels dele
Pruntrut Porrentruy ~ prun porr
Murten Morat ~ murt mora
Lugano ~ luga
Bellinzona Bellinzone ~ bell
Locarno ~ loca
Davos ~ davo
Zermatt ~ zerm
Montreux ~ mont
Vevey Vivis ~ veve
Yverdon Iferten ~ yver
Olten ~ olte
Aarau ~ aara
Frauenfeld ~ frau
Schweiz Suisse Svizzera Switzerland Suiza ~ schw suis sviz elvet helv swis suiz bern eidg bund conf fede
Deutschland Allemagne Germania Germany Alemania ~ deut alle tede germ alem berl bund
Berlin Berlino Berlín ~ berl deut alle germ tede alem
München Munich Monaco_di_Baviera Múnich ~ munc muni mona baye bava
Hamburg Hambourg Amburgo Hamburgo ~ hamb ambu
Frankfurt Francfort Francoforte Fráncfort ~ fran
Köln Cologne Colonia ~ koln colo
Stuttgart Stoccarda ~ stut stoc
Leipzig Lipsia ~ leip lips
Frankreich France Francia ~ fran pari tric elys
Paris Parigi París ~ pari fran
Lyon Lione ~ lyon lion
Marseille Marsiglia Marsella Marseilles ~ mars
Strassburg Strasbourg Strasburgo Estrasburgo Straßburg ~ stra estr
Nizza Nice Niza ~ nizz nice nico niza
Italien Italie Italia Italy ~ ital rom rome roma azzu
Rom Rome Roma ~ rom ital vati
Mailand Milan Milano Milán ~ mail mila
Turin Torino Turín ~ turi tori juve
Venedig Venise Venezia Venice Venecia ~ vene veni
Neapel Naples Napoli Nápoles ~ neap napo napl nápo part
Florenz Florence Firenze Florencia ~ flor fire fior
Genua Gênes Genova Genoa Génova ~ genu gene geno
Österreich Autriche Austria ~ oste autr aust vien wien
Wien Vienne Vienna Viena ~ wien vien aust oste autr
Spanien Espagne Spagna Spain España ~ span espa spag spai madr iber
Madrid ~ madr span espa spag spai
Barcelona Barcelone Barcellona ~ barc kata cata
Portugal Portogallo ~ port liss lisb
Lissabon Lisbonne Lisbona Lisbon Lisboa ~ liss lisb port
England Angleterre Inghilterra Inglaterra ~ engl angl ingl brit lond gros gran roya regn rein vere unit uk
Grossbritannien Grande-Bretagne Gran_Bretagna Britain Gran_Bretaña Royaume-Uni Regno_Unito Reino_Unido ~ brit bret engl lond verein roya regn rein unit angl ingl uk
London Londres Londra ~ lond brit engl angl ingl gros gran roya regn rein vere unit uk
Schottland Ecosse Scozia Scotland Escocia Écosse ~ scho ecos scoz scot esco
Irland Irlande Irlanda Ireland ~ irla iris irel dubl iren
Niederlande Pays-Bas Paesi_Bassi Netherlands Países_Bajos Holland Hollande Olanda Holanda ~ nied pays neer paes holl hola olan dutc neth haag haye aia hagu
Belgien Belgique Belgio Belgium Bélgica ~ belg brus brux
Brüssel Bruxelles Brussels Bruselas ~ brus brux belg eu ue europ
Luxemburg Luxembourg Lussemburgo Luxemburgo ~ luxe luss
Dänemark Danemark Danimarca Denmark Dinamarca ~ dani dano dane denm dina kope cope dan
Schweden Suède Svezia Sweden Suecia ~ schw sued svez sved swed suec stoc
Norwegen Norvège Norvegia Norway Noruega ~ norw norv noru oslo
Finnland Finlande Finlandia Finland ~ finn finl hels
Polen Pologne Polonia Poland ~ pole poln polo pola poli vars wars
Warschau Varsovie Varsavia Warsaw Varsovia ~ wars vars pole poln polo
Tschechien Tchéquie Cechia Chequia République_tchèque Repubblica_Ceca ~ tsch tche cech ceca chec cheq czec prag repu
Prag Prague Praga ~ prag tsch tche czec
Ungarn Hongrie Ungheria Hungary Hungría ~ unga hong ungh hung magi buda
Rumänien Roumanie Romania Rumania Rumanía ~ ruma roum roma rume buka buca
Bulgarien Bulgarie Bulgaria ~ bulg sofi
Griechenland Grèce Grecia Greece ~ grie grec gree athe aten elle
Athen Athènes Atene Athens Atenas ~ athe aten grie grec gree
Kroatien Croatie Croazia Croatia Croacia ~ kroa croa zagr
Serbien Serbie Serbia ~ serb belg
Slowenien Slovénie Slovenia Eslovenia ~ slow slov eslo
Türkei Turquie Turchia Turkey Turquía Türkiye ~ turk turq turc anka
Istanbul Estambul ~ ista esta
Russland Russie Russia Rusia ~ russ rusi mosk mosc krem crem
Moskau Moscou Mosca Moscow Moscú ~ mosk mosc russ krem crem
Ukraine Ucraina Ucrania ~ ukra ucra kiew kiev kyiv
Kiew Kiev Kyiv ~ kiew kiev kyiv ukra ucra
Weissrussland Biélorussie Bielorussia Belarus Bielorrusia ~ weis bela biel mins
Georgien Géorgie ~ geor tifl tbil
Syrien Syrie Siria Syria ~ syri siri dama
Libanon Liban Libano Lebanon Líbano ~ liba leba beir beyr
Israel Israël Israele ~ isra jeru geru tel
Jerusalem Jérusalem Gerusalemme Jerusalén ~ jeru geru isra
Ägypten Egypte Egitto Egypt Egipto ~ agyp egyp egit egip kair caire
Iran Irán ~ iran tehe teher
Irak Iraq ~ irak iraq bagd iraki irach
Saudi-Arabien Arabie_saoudite Arabia_Saudita Saudi_Arabia Arabia_Saudí ~ saud saou arab riad
Indien Inde India ~ indi inde neu-
China Chine Cina ~ chin cine cina peki pech beij pekin
Peking Pékin Pechino Beijing Pekín ~ peki pech beij chin cina
Japan Japon Giappone Japón ~ japa giap nipp toki toky
Tokio Tokyo ~ toki toky japa giap
Nordkorea Corée_du_Nord Corea_del_Nord Corea_del_Norte North_Korea ~ nord core kore pyon pjon
Südkorea Corée_du_Sud Corea_del_Sud Corea_del_Sur South_Korea ~ sud core kore seou seul
Pakistan Pakistán ~ paki
Afghanistan Afganistán ~ afgh afga kabu
Südafrika Afrique_du_Sud Sudafrica South_Africa Sudáfrica ~ suda afri sout pret
Algerien Algérie Algeria Argelia ~ alge arge
Marokko Maroc Marocco Morocco Marruecos ~ maro moro marr raba
Tunesien Tunisie Tunisia Túnez ~ tune tuni
Kenia Kenya ~ keni keny nair
Australien Australie Australia ~ aust canb
Kanada Canada Canadá ~ kana cana otta
Mexiko Mexique Messico Mexico México ~ mexi mess
Brasilien Brésil Brasile Brazil Brasil ~ bras bres braz
Argentinien Argentine Argentina ~ arge buen
Chile Chili Cile ~ chil cile sant
Kolumbien Colombie Colombia ~ kolu colo bogo
Venezuela ~ vene cara
Peru Pérou Perù Perú ~ peru pero lima
New_York Nueva_York ~ york newy
Europa Europe ~ euro eu ue
Afrika Afrique Africa África ~ afri
Asien Asie Asia ~ asia asie
Rhein Rhin Reno Rhine ~ rhei rhin reno rena
Rhone Rhône Rodano ~ rhon roda roto
Bodensee Bodan ~ bode lac lago lake cons kons
Vatikan Vatican Vaticano ~ vati hl heil sain pont papst pape papa pope rom
`

/** Parties of Switzerland and offices whose letters differ by language, one a line; any form answers any other. */
export const ACRONYMS = `
SVP UDC
SP PS PSS
FDP PLR FPD
CVP PDC PPD
BDP PBD
GLP PVL
EVP PEV
EDU UDF
LDP PLS
PdA PST POP
UNO ONU UN
EU UE
NATO OTAN
WHO OMS
BAG OFSP UFSP
BFS OFS UST
SBB CFF FFS
SNB BNS
SRG SSR
IKRK CICR ICRC
IWF FMI IMF
EZB BCE ECB
`
