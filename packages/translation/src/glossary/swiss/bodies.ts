/**
 * Federal bodies, courts, departments and offices, houses and organisations: German | French | Italian | English, one a line. `;` parts
 * forms, the first is what we write. `~` before a form: it also means something else and is only written, never looked for. `*` before a
 * line: it is also what a member is called, or a plain word, and only the body is meant. A fifth cell: beginnings of words that tell that
 * something else is meant. An empty cell: not sure, no pair. One cell alone: the same in all.
 */
export const BODIES = `
* Bundesrat | Conseil fédéral | Consiglio federale;Consiglio Federale | Federal Council
* Nationalrat | Conseil national | Consiglio nazionale;Consiglio Nazionale | National Council
* Ständerat | Conseil des Etats;Conseil des États | Consiglio degli Stati | Council of States
Bundesversammlung | ~Assemblée fédérale | Assemblea federale | ~Federal Assembly
Vereinigte Bundesversammlung | Assemblée fédérale (Chambres réunies) | Assemblea federale plenaria | United Federal Assembly
Bundeskanzlei | Chancellerie fédérale | Cancelleria federale | Federal Chancellery
Bundesanwaltschaft | Ministère public de la Confédération | Ministero pubblico della Confederazione | Office of the Attorney General of Switzerland
Bundesgericht | Tribunal fédéral | Tribunale federale | ~Federal Supreme Court
Bundesstrafgericht | Tribunal pénal fédéral | Tribunale penale federale | Federal Criminal Court
Bundesverwaltungsgericht | Tribunal administratif fédéral | Tribunale amministrativo federale | Federal Administrative Court
Bundespatentgericht | Tribunal fédéral des brevets | Tribunale federale dei brevetti | Federal Patent Court
Militärkassationsgericht | Tribunal militaire de cassation | Tribunale militare di cassazione | Military Court of Cassation
Eidgenössisches Departement für auswärtige Angelegenheiten | Département fédéral des affaires étrangères | Dipartimento federale degli affari esteri | Federal Department of Foreign Affairs
Eidgenössisches Departement des Innern | Département fédéral de l'intérieur | Dipartimento federale dell'interno | Federal Department of Home Affairs
Eidgenössisches Justiz- und Polizeidepartement | Département fédéral de justice et police | Dipartimento federale di giustizia e polizia | Federal Department of Justice and Police
Eidgenössisches Departement für Verteidigung, Bevölkerungsschutz und Sport | Département fédéral de la défense, de la protection de la population et des sports | Dipartimento federale della difesa, della protezione della popolazione e dello sport | Federal Department of Defence, Civil Protection and Sport
Eidgenössisches Finanzdepartement | Département fédéral des finances | Dipartimento federale delle finanze | Federal Department of Finance
Eidgenössisches Departement für Wirtschaft, Bildung und Forschung | Département fédéral de l'économie, de la formation et de la recherche | Dipartimento federale dell'economia, della formazione e della ricerca | Federal Department of Economic Affairs, Education and Research
Eidgenössisches Departement für Umwelt, Verkehr, Energie und Kommunikation | Département fédéral de l'environnement, des transports, de l'énergie et de la communication | Dipartimento federale dell'ambiente, dei trasporti, dell'energia e delle comunicazioni | Federal Department of the Environment, Transport, Energy and Communications
Bundesamt für Gesundheit | Office fédéral de la santé publique | Ufficio federale della sanità pubblica | Federal Office of Public Health
Bundesamt für Statistik | Office fédéral de la statistique | Ufficio federale di statistica | Federal Statistical Office
Bundesamt für Strassen | Office fédéral des routes | Ufficio federale delle strade | Federal Roads Office
Bundesamt für Verkehr | Office fédéral des transports | Ufficio federale dei trasporti | Federal Office of Transport
Bundesamt für Energie | Office fédéral de l'énergie | Ufficio federale dell'energia | Swiss Federal Office of Energy
Bundesamt für Umwelt | Office fédéral de l'environnement | Ufficio federale dell'ambiente | Federal Office for the Environment
Bundesamt für Sozialversicherungen | Office fédéral des assurances sociales | Ufficio federale delle assicurazioni sociali | Federal Social Insurance Office
Bundesamt für Lebensmittelsicherheit und Veterinärwesen | Office fédéral de la sécurité alimentaire et des affaires vétérinaires | Ufficio federale della sicurezza alimentare e di veterinaria | Federal Food Safety and Veterinary Office
Bundesamt für Landwirtschaft | Office fédéral de l'agriculture | Ufficio federale dell'agricoltura | Federal Office for Agriculture
Bundesamt für Bevölkerungsschutz | Office fédéral de la protection de la population | Ufficio federale della protezione della popolazione | Federal Office for Civil Protection
Bundesamt für Sport | Office fédéral du sport | Ufficio federale dello sport | Federal Office of Sport
Bundesamt für Kultur | Office fédéral de la culture | Ufficio federale della cultura | Federal Office of Culture
Bundesamt für Zivilluftfahrt | Office fédéral de l'aviation civile | Ufficio federale dell'aviazione civile | Federal Office of Civil Aviation
Bundesamt für Kommunikation | Office fédéral de la communication | Ufficio federale delle comunicazioni | Federal Office of Communications
Bundesamt für Justiz | Office fédéral de la justice | Ufficio federale di giustizia | Federal Office of Justice
Bundesamt für Polizei | Office fédéral de la police | Ufficio federale di polizia | Federal Office of Police
Bundesamt für Wohnungswesen | Office fédéral du logement | Ufficio federale delle abitazioni | Federal Office for Housing
Bundesamt für Raumentwicklung | Office fédéral du développement territorial | Ufficio federale dello sviluppo territoriale | Federal Office for Spatial Development
Bundesamt für Zoll und Grenzsicherheit | Office fédéral de la douane et de la sécurité des frontières | Ufficio federale della dogana e della sicurezza dei confini | Federal Office for Customs and Border Security
Bundesamt für Meteorologie und Klimatologie | Office fédéral de météorologie et de climatologie | Ufficio federale di meteorologia e climatologia | Federal Office of Meteorology and Climatology
Bundesamt für Cybersicherheit | Office fédéral de la cybersécurité | Ufficio federale della cibersicurezza | National Cyber Security Centre
Bundesamt für wirtschaftliche Landesversorgung | Office fédéral pour l'approvisionnement économique du pays | Ufficio federale per l'approvvigionamento economico del Paese | Federal Office for National Economic Supply
Bundesamt für Rüstung | Office fédéral de l'armement | Ufficio federale dell'armamento | Federal Office for Defence Procurement
Staatssekretariat für Wirtschaft | Secrétariat d'Etat à l'économie;Secrétariat d'État à l'économie | Segreteria di Stato dell'economia | State Secretariat for Economic Affairs
Staatssekretariat für Migration | Secrétariat d'Etat aux migrations;Secrétariat d'État aux migrations | Segreteria di Stato della migrazione | State Secretariat for Migration
Staatssekretariat für Bildung, Forschung und Innovation | Secrétariat d'Etat à la formation, à la recherche et à l'innovation;Secrétariat d'État à la formation, à la recherche et à l'innovation | Segreteria di Stato per la formazione, la ricerca e l'innovazione | State Secretariat for Education, Research and Innovation
Staatssekretariat für internationale Finanzfragen | Secrétariat d'Etat aux questions financières internationales;Secrétariat d'État aux questions financières internationales | Segreteria di Stato per le questioni finanziarie internazionali | State Secretariat for International Finance
Eidgenössische Finanzverwaltung | Administration fédérale des finances | Amministrazione federale delle finanze | Federal Finance Administration
Eidgenössische Steuerverwaltung | Administration fédérale des contributions | Amministrazione federale delle contribuzioni | Federal Tax Administration
Eidgenössische Finanzkontrolle | Contrôle fédéral des finances | Controllo federale delle finanze | Swiss Federal Audit Office
Eidgenössische Finanzmarktaufsicht | Autorité fédérale de surveillance des marchés financiers | Autorità federale di vigilanza sui mercati finanziari | Swiss Financial Market Supervisory Authority
Eidgenössisches Nuklearsicherheitsinspektorat | Inspection fédérale de la sécurité nucléaire | Ispettorato federale della sicurezza nucleare | Swiss Federal Nuclear Safety Inspectorate
Eidgenössischer Datenschutz- und Öffentlichkeitsbeauftragter | Préposé fédéral à la protection des données et à la transparence | Incaricato federale della protezione dei dati e della trasparenza | Federal Data Protection and Information Commissioner
Nachrichtendienst des Bundes | Service de renseignement de la Confédération | Servizio delle attività informative della Confederazione | Federal Intelligence Service
Wettbewerbskommission | ~Commission de la concurrence | ~Commissione della concorrenza | ~Competition Commission
Schweizerische Sicherheitsuntersuchungsstelle | Service suisse d'enquête de sécurité | Servizio d'inchiesta svizzero sulla sicurezza | Swiss Transportation Safety Investigation Board
Geschäftsprüfungskommission | ~Commission de gestion | ~Commissione della gestione | ~Control Committee
Schweizer Armee | Armée suisse;armée suisse | Esercito svizzero;esercito svizzero | Swiss Armed Forces;Swiss army
Schweizerische Eidgenossenschaft | Confédération suisse | Confederazione Svizzera;Confederazione svizzera | Swiss Confederation
Schweizerische Nationalbank;Schweizer Nationalbank | Banque nationale suisse | Banca nazionale svizzera;Banca Nazionale Svizzera | Swiss National Bank
Schweizerische Bundesbahnen | Chemins de fer fédéraux | Ferrovie federali svizzere | Swiss Federal Railways
Schweizerische Post | La Poste Suisse;La Poste suisse | La Posta Svizzera;La Posta svizzera | Swiss Post
Schweizerische Radio- und Fernsehgesellschaft | Société suisse de radiodiffusion et télévision | Società svizzera di radiotelevisione | Swiss Broadcasting Corporation
Schweizer Radio und Fernsehen | Radio-télévision alémanique | Radiotelevisione svizzera di lingua tedesca | Swiss Radio and Television
Radio Télévision Suisse
Radiotelevisione svizzera
Keystone-SDA | Keystone-ATS | Keystone-ATS | ~Keystone-SDA
Schweizerischer Gewerkschaftsbund | Union syndicale suisse | Unione sindacale svizzera | Swiss Trade Union Federation
Schweizerischer Gewerbeverband | Union suisse des arts et métiers | Unione svizzera delle arti e mestieri | Swiss Trade Association
Schweizerischer Arbeitgeberverband | Union patronale suisse | Unione svizzera degli imprenditori | Swiss Employers Confederation
Schweizer Bauernverband;Schweizerischer Bauernverband | Union suisse des paysans | Unione svizzera dei contadini | Swiss Farmers' Union
Hauseigentümerverband | ~Association des propriétaires fonciers | ~Associazione dei proprietari fondiari | ~Homeowners' Association
Verkehrs-Club der Schweiz;VCS Verkehrs-Club der Schweiz | Association transports et environnement | Associazione traffico e ambiente | Swiss Association for Transport and Environment
Touring Club Schweiz | Touring Club Suisse | Touring Club Svizzero | Touring Club Switzerland
Schweizerischer Nationalfonds | Fonds national suisse | Fondo nazionale svizzero | Swiss National Science Foundation
Schweizerisches Rotes Kreuz | Croix-Rouge suisse | Croce Rossa Svizzera;Croce Rossa svizzera | Swiss Red Cross
Internationales Komitee vom Roten Kreuz | Comité international de la Croix-Rouge | Comitato internazionale della Croce Rossa | International Committee of the Red Cross
Glückskette | ~Chaîne du Bonheur | ~Catena della Solidarietà | Swiss Solidarity
Schweizer Bischofskonferenz | Conférence des évêques suisses | Conferenza dei vescovi svizzeri | Swiss Bishops' Conference
Evangelisch-reformierte Kirche Schweiz | Eglise évangélique réformée de Suisse;Église évangélique réformée de Suisse | Chiesa evangelica riformata in Svizzera | Protestant Church in Switzerland
Päpstliche Schweizergarde | Garde suisse pontificale | Guardia Svizzera Pontificia | Pontifical Swiss Guard
Konferenz der Kantonsregierungen | Conférence des gouvernements cantonaux | Conferenza dei Governi cantonali | Conference of Cantonal Governments
Schweizerischer Städteverband | Union des villes suisses | Unione delle città svizzere | Association of Swiss Cities
Schweizerischer Gemeindeverband | Association des communes suisses | Associazione dei Comuni svizzeri | Association of Swiss Communes
Invalidenversicherung | assurance-invalidité | assicurazione invalidità | disability insurance
Alters- und Hinterlassenenversicherung | assurance-vieillesse et survivants | assicurazione per la vecchiaia e per i superstiti | old-age and survivors' insurance
Ständemehr | majorité des cantons | maggioranza dei Cantoni;maggioranza dei cantoni | majority of the cantons
Schuldenbremse | ~frein à l'endettement | ~freno all'indebitamento | ~debt brake
ETH Zürich | EPFZ;EPF Zurich;EPF de Zurich | ETH Zurigo;Politecnico federale di Zurigo;Politecnico di Zurigo | ETH Zurich
EPFL;ETH Lausanne;EPF Lausanne | EPFL | EPFL;Politecnico federale di Losanna;Politecnico di Losanna | EPFL
Universität Zürich | Université de Zurich | Università di Zurigo | University of Zurich
Universität Bern | Université de Berne | Università di Berna | University of Bern
Universität Basel | Université de Bâle | Università di Basilea | University of Basel
Universität Genf | Université de Genève | Università di Ginevra | University of Geneva
Universität Lausanne | Université de Lausanne | Università di Losanna | University of Lausanne
Universität Neuenburg | Université de Neuchâtel | Università di Neuchâtel | University of Neuchâtel
Universität Luzern | Université de Lucerne | Università di Lucerna | University of Lucerne
Universität St. Gallen | Université de Saint-Gall | Università di San Gallo | University of St. Gallen
Universität der italienischen Schweiz | Université de la Suisse italienne | Università della Svizzera italiana | Università della Svizzera italiana
Paul Scherrer Institut | Institut Paul Scherrer | Istituto Paul Scherrer | Paul Scherrer Institute
Universitätsspital Zürich | Hôpital universitaire de Zurich | Ospedale universitario di Zurigo | University Hospital Zurich
Universitätsspital Basel | Hôpital universitaire de Bâle | Ospedale universitario di Basilea | University Hospital Basel
Universitätsspital Genf;Universitätsspitäler Genf | Hôpitaux universitaires de Genève | Ospedali universitari di Ginevra | Geneva University Hospitals
Inselspital | Hôpital de l'Ile;Hôpital de l'Île | Inselspital | Inselspital
Flughafen Zürich | aéroport de Zurich | aeroporto di Zurigo | Zurich Airport
Schweizerische Volkspartei | Union démocratique du centre | Unione democratica di centro | Swiss People's Party
Sozialdemokratische Partei der Schweiz | Parti socialiste suisse | Partito socialista svizzero | Social Democratic Party of Switzerland
* Die Mitte | ~Le Centre | Alleanza del Centro;~Centro | ~The Centre
Grünliberale Partei | Parti vert'libéral | Partito verde liberale | Green Liberal Party
Evangelische Volkspartei | Parti évangélique | Partito evangelico | Evangelical People's Party
Eidgenössisch-Demokratische Union | Union démocratique fédérale | Unione democratica federale | Federal Democratic Union
Lega dei Ticinesi
Mouvement Citoyens Genevois
economiesuisse
Economiesuisse
Swissmem
Scienceindustries
Travail.Suisse
Unia
Syndicom
Swissmedic
Skyguide
Swisscom
PostAuto | CarPostal | AutoPostale | PostBus
Suva
Swisslos
Loterie Romande
Helvetas
Caritas
Innosuisse
Swissgrid
Agroscope
Empa
fedpol
Fedpol
Swisstopo
armasuisse
MeteoSchweiz | MétéoSuisse | MeteoSvizzera | MeteoSwiss
Pro Helvetia
Pro Natura
Pro Juventute
Pro Senectute
Movimento per il socialismo
`
