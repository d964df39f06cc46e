/** Cantons, towns, valleys and waters of Switzerland, and what is called like them elsewhere, in the form that bodies.ts tells. */
export const PLACES = `
Kanton Zürich | canton de Zurich | canton Zurigo;Canton Zurigo;cantone di Zurigo | canton of Zurich
Kanton Bern | canton de Berne | canton Berna;Canton Berna;cantone di Berna | canton of Bern
Kanton Luzern | canton de Lucerne | canton Lucerna;Canton Lucerna;cantone di Lucerna | canton of Lucerne
Kanton Uri | canton d'Uri | canton Uri;Canton Uri;cantone di Uri | canton of Uri
Kanton Schwyz | canton de Schwyz | canton Svitto;Canton Svitto;cantone di Svitto | canton of Schwyz
Kanton Obwalden | canton d'Obwald | canton Obvaldo;Canton Obvaldo;cantone di Obvaldo | canton of Obwalden
Kanton Nidwalden | canton de Nidwald | canton Nidvaldo;Canton Nidvaldo;cantone di Nidvaldo | canton of Nidwalden
Kanton Glarus | canton de Glaris | canton Glarona;Canton Glarona;cantone di Glarona | canton of Glarus
Kanton Zug | canton de Zoug | canton Zugo;Canton Zugo;cantone di Zugo | canton of Zug
Kanton Freiburg | canton de Fribourg | canton Friburgo;Canton Friburgo;cantone di Friburgo | canton of Fribourg
Kanton Solothurn | canton de Soleure | canton Soletta;Canton Soletta;cantone di Soletta | canton of Solothurn
Kanton Basel-Stadt | canton de Bâle-Ville | canton Basilea Città;canton Basilea-Città;Canton Basilea Città | canton of Basel-Stadt
Kanton Basel-Landschaft;Kanton Baselland | canton de Bâle-Campagne | canton Basilea Campagna;canton Basilea-Campagna;Canton Basilea Campagna | canton of Basel-Landschaft
Kanton Schaffhausen | canton de Schaffhouse | canton Sciaffusa;Canton Sciaffusa;cantone di Sciaffusa | canton of Schaffhausen
Kanton Appenzell Ausserrhoden | canton d'Appenzell Rhodes-Extérieures | canton Appenzello Esterno;Canton Appenzello Esterno | canton of Appenzell Ausserrhoden
Kanton Appenzell Innerrhoden | canton d'Appenzell Rhodes-Intérieures | canton Appenzello Interno;Canton Appenzello Interno | canton of Appenzell Innerrhoden
Kanton St. Gallen | canton de Saint-Gall | canton San Gallo;Canton San Gallo;cantone di San Gallo | canton of St. Gallen
Kanton Graubünden | canton des Grisons | canton Grigioni;Canton Grigioni;cantone dei Grigioni | canton of Graubünden
Kanton Aargau | canton d'Argovie | canton Argovia;Canton Argovia;cantone di Argovia | canton of Aargau
Kanton Thurgau | canton de Thurgovie | canton Turgovia;Canton Turgovia;cantone di Turgovia | canton of Thurgau
Kanton Tessin | canton du Tessin | canton Ticino;Canton Ticino;cantone del Ticino | canton of Ticino
Kanton Waadt | canton de Vaud | canton Vaud;Canton Vaud;cantone di Vaud | canton of Vaud
Kanton Wallis | canton du Valais | canton Vallese;Canton Vallese;cantone del Vallese | canton of Valais
Kanton Neuenburg | canton de Neuchâtel | canton Neuchâtel;Canton Neuchâtel;cantone di Neuchâtel | canton of Neuchâtel
Kanton Genf | canton de Genève | canton Ginevra;Canton Ginevra;cantone di Ginevra | canton of Geneva
Kanton Jura | canton du Jura | canton Giura;Canton Giura;cantone del Giura | canton of Jura
Stadt Zürich | ville de Zurich | città di Zurigo | city of Zurich
Stadt Bern | ville de Berne | città di Berna | city of Bern
Stadt Luzern | ville de Lucerne | città di Lucerna | city of Lucerne
Stadt Genf | ville de Genève;Ville de Genève | città di Ginevra | city of Geneva
Stadt Zug | ville de Zoug | città di Zugo | city of Zug
Stadt Freiburg | ville de Fribourg | città di Friburgo | city of Fribourg
Zürich | Zurich | Zurigo | Zurich
Bern | Berne | Berna | ~Bern
Luzern | Lucerne | Lucerna | Lucerne
Uri
Schwyz | Schwyz | Svitto | Schwyz
Obwalden | Obwald | Obvaldo | Obwalden
Nidwalden | Nidwald | Nidvaldo | Nidwalden
Glarus | Glaris | Glarona | Glarus
~Zug | Zoug | Zugo | ~Zug
Freiburg | Fribourg | Friburgo | Fribourg
Freiburg im Breisgau | Fribourg-en-Brisgau | Friburgo in Brisgovia | Freiburg im Breisgau
Universität Freiburg | Université de Fribourg | Università di Friburgo | University of Fribourg
Solothurn | Soleure | Soletta | Solothurn
Basel | Bâle | Basilea | Basel
Basel-Stadt | Bâle-Ville | Basilea Città;Basilea-Città | Basel-Stadt
Basel-Landschaft;Baselland;Baselbiet | Bâle-Campagne | Basilea Campagna;Basilea-Campagna | Basel-Landschaft
FC Basel | FC Bâle | ~Basilea;FC Basilea | FC Basel
FC Zürich | FC Zurich | ~Zurigo;FC Zurigo | FC Zurich
FC Luzern | FC Lucerne | FC Lucerna | FC Lucerne
FC St. Gallen | FC Saint-Gall | FC San Gallo | FC St. Gallen
FC Sion
FC Lugano
Young Boys
Grasshoppers
Schaffhausen | Schaffhouse | Sciaffusa | Schaffhausen
Appenzell | Appenzell | Appenzello | Appenzell
Appenzell Ausserrhoden;Ausserrhoden | Appenzell Rhodes-Extérieures | Appenzello Esterno | Appenzell Ausserrhoden
Appenzell Innerrhoden;Innerrhoden | Appenzell Rhodes-Intérieures | Appenzello Interno | Appenzell Innerrhoden
St. Gallen | Saint-Gall;St-Gall | San Gallo | St. Gallen
Graubünden | ~Grisons | Grigioni | Graubünden
Aargau | Argovie | Argovia | Aargau
Thurgau | Thurgovie | Turgovia | Thurgau
Tessin | Tessin | Ticino | Ticino
Waadt | Vaud | Vaud | Vaud
Wallis | Valais | Vallese | Valais
Wallis und Futuna | Wallis-et-Futuna | Wallis e Futuna | Wallis and Futuna
Oberwallis | Haut-Valais | Alto Vallese | Upper Valais
Unterwallis | Bas-Valais | Basso Vallese | Lower Valais
Neuenburg | Neuchâtel | Neuchâtel | Neuchâtel
Genf | Genève | Ginevra | Geneva
~Jura | ~Jura | ~Giura | ~Jura
Berner Jura | Jura bernois | Giura bernese | Bernese Jura
Berner Oberland | Oberland bernois | Oberland bernese | Bernese Oberland
Oberengadin | Haute-Engadine | Alta Engadina | Upper Engadine
Unterengadin | Basse-Engadine | Bassa Engadina | Lower Engadine
Engadin | Engadine | Engadina | Engadine
Puschlav | val Poschiavo | Valposchiavo | Val Poschiavo
Bergell | val Bregaglia | Bregaglia;Val Bregaglia | Val Bregaglia
Misox | Mesolcina | Mesolcina | Mesolcina
Münstertal | Val Müstair | Val Monastero | Val Müstair
Surselva
Leventina
Emmental
Toggenburg | Toggenbourg | Toggenburgo | Toggenburg
Südtirol | Haut-Adige | Alto Adige | South Tyrol
Westschweiz;Romandie;Welschschweiz | Suisse romande | Svizzera romanda;Romandia | French-speaking Switzerland
Deutschschweiz | Suisse alémanique | Svizzera tedesca | German-speaking Switzerland
Zentralschweiz;Innerschweiz | Suisse centrale | Svizzera centrale | central Switzerland
Ostschweiz | Suisse orientale | Svizzera orientale | eastern Switzerland
Nordwestschweiz | Suisse du Nord-Ouest;nord-ouest de la Suisse | Svizzera nordoccidentale | northwestern Switzerland
Südschweiz | ~sud des Alpes | ~Sud delle Alpi | ~southern Switzerland
Biel | Bienne | Bienne | Biel
Biel/Bienne | ~Bienne | ~Bienne | Biel/Bienne
~Thun | Thoune | Thun | Thun
Burgdorf | Berthoud | Burgdorf | Burgdorf
Chur | Coire | Coira | Chur
~Sitten | Sion | Sion | Sion
Siders | Sierre | Sierre | Sierre
Leuk | Loèche | Leuk | Leuk
Leukerbad | Loèche-les-Bains | Leukerbad | Leukerbad
Visp | Viège | Visp | Visp
Brig | Brigue | Briga | ~Brig
Martinach | Martigny | Martigny | Martigny
St. Moritz | Saint-Moritz;St-Moritz | St. Moritz;San Moritz | St. Moritz
Delsberg | Delémont | Delemonte;Delémont | Delémont
Pruntrut | Porrentruy | Porrentruy | Porrentruy
Murten | Morat | Morat | Murten
Greyerz | Gruyères | Gruyères | Gruyères
Greyerzerland;Greyerzbezirk | ~Gruyère | ~Gruyère | Gruyère
Yverdon | Yverdon | Yverdon | Yverdon
Saanen | ~Gessenay | Saanen | Saanen
Bellinzona | Bellinzone | Bellinzona | Bellinzona
Lugano
Locarno
Lausanne | Lausanne | Losanna | Lausanne
Winterthur | Winterthour | Winterthur | Winterthur
La Chaux-de-Fonds
Le Locle
Neuenstadt | La Neuveville | La Neuveville | La Neuveville
Moutier
Laufental | Laufonnais | Laufental | Laufental
Vaduz
Liechtenstein
Zermatt
Davos
Andermatt
Bodensee | lac de Constance | lago di Costanza;Lago di Costanza | Lake Constance
Genfersee | Léman;lac Léman | Lemano;lago Lemano;lago di Ginevra | Lake Geneva
Vierwaldstättersee | lac des Quatre-Cantons | lago dei Quattro Cantoni;lago di Lucerna | Lake Lucerne
Zürichsee | lac de Zurich | lago di Zurigo;Lago di Zurigo | Lake Zurich
Neuenburgersee | lac de Neuchâtel | lago di Neuchâtel | Lake Neuchâtel
Bielersee | lac de Bienne | lago di Bienne | Lake Biel
Murtensee | lac de Morat | lago di Morat | Lake Murten
Thunersee | lac de Thoune | lago di Thun | Lake Thun
Brienzersee | lac de Brienz | lago di Brienz | Lake Brienz
Zugersee | lac de Zoug | lago di Zugo | Lake Zug
Walensee | lac de Walenstadt | lago di Walen | Lake Walen
Langensee;Lago Maggiore | lac Majeur | lago Maggiore;Lago Maggiore;Verbano | Lake Maggiore
Luganersee | lac de Lugano | lago di Lugano;Ceresio | Lake Lugano
Comersee | lac de Côme | lago di Como;Lago di Como | Lake Como
Rhein | Rhin | Reno | Rhine
Rhone | Rhône | Rodano | Rhône
Aare | Aar | Aare | Aare
Reuss
Matterhorn | Cervin | Cervino | Matterhorn
Jungfraujoch
Eiger
Gotthard | Gothard;Saint-Gothard | San Gottardo;Gottardo | Gotthard
Gotthard-Strassentunnel;Gotthardstrassentunnel | tunnel routier du Gothard | galleria autostradale del San Gottardo | Gotthard road tunnel
Gotthard-Basistunnel;Gotthardbasistunnel | tunnel de base du Gothard | galleria di base del San Gottardo | Gotthard Base Tunnel
Lötschberg-Basistunnel;Lötschbergbasistunnel | tunnel de base du Lötschberg | galleria di base del Lötschberg | Lötschberg Base Tunnel
Ceneri-Basistunnel | tunnel de base du Ceneri | galleria di base del Monte Ceneri | Ceneri Base Tunnel
Grosser St. Bernhard | Grand-Saint-Bernard | Gran San Bernardo | Great St Bernard
San Bernardino
Simplon | Simplon | Sempione | Simplon
Furka | Furka | Furka | Furka
Grimsel
Gubrist
Seelisberg
Konstanz | ~Constance | ~Costanza | Konstanz
Strassburg | Strasbourg | Strasburgo | Strasbourg
Mülhausen | Mulhouse | Mulhouse | Mulhouse
Mailand | ~Milan | Milano | ~Milan
`
