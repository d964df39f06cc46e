/** Letters of parties, bodies and laws, in the form that bodies.ts tells. */
export const ACRONYMS = `
SVP | UDC | UDC | SVP;~Swiss People's Party
SP | ~PS | ~PS | ~SP;~Social Democrat
FDP | PLR | PLR | ~FDP | Deutschland deutsche Bundestag Bundesregierung SPD CDU CSU AfD Berlin Lindner Kubicki
GLP | PVL | PVL | ~GLP
~EVP | PEV | PEV | ~EVP
EDU | UDF | UDF | ~EDU
CVP | ~PDC | ~PPD | ~CVP
BDP | PBD | PBD | ~BDP
PdA | ~PST-POP | ~POP | ~PdA
MCG
EDA | DFAE | DFAE | FDFA
EDI | DFI | DFI | FDHA
EJPD | DFJP | DFGP | FDJP
VBS | DDPS | DDPS | DDPS
EFD | DFF | DFF | ~FDF
WBF | DEFR | DEFR | EAER
UVEK | DETEC | DATEC | DETEC
BAG | OFSP | UFSP | FOPH
BFS | OFS | UST | ~FSO
ASTRA | OFROU | USTRA | FEDRO
BAV | OFT | UFT | ~FOT
BFE | OFEN | UFE | SFOE
BAFU | OFEV | UFAM | FOEN
BSV | OFAS | UFAS | FSIO
BLV | OSAV | USAV | FSVO
BLW | OFAG | UFAG | FOAG
BABS | OFPP | UFPP | FOCP
BASPO | OFSPO | UFSPO | FOSPO
BAK | ~OFC | UFC | ~FOC
BAZL | OFAC | UFAC | FOCA
BAKOM | OFCOM | UFCOM | OFCOM
BWO | ~OFL | UFAB | ~FOH
BAZG | OFDF | UDSC | FOCBS
BACS | OFCS | UFCS | ~NCSC
SBFI | SEFRI | SEFRI | SERI
EFV | ~AFF | ~AFF | ~FFA
ESTV | ~AFC | ~AFC | ~FTA
EFK | ~CDF | ~CDF | ~SFAO
EDÖB | PFPDT | IFPDT | FDPIC
ENSI | IFSN | IFSN | ENSI
NDB | ~SRC | ~SIC | ~FIS
WEKO | COMCO | COMCO | ~COMCO
SUST | SESE | SISI | ~STSB
SECO
SEM
FINMA
METAS
SNB | BNS | BNS | SNB
SBB | CFF | FFS | ~SBB
SRG | SSR | SSR | ~SBC
SRF
RTS
RSI
RTR
SDA | ATS | ~ATS | ~SDA
TCS
VCS | ~ATE | ~ATA | ~VCS
~SGB | ~USS | ~USS | ~SGB
SNF | FNS | FNS | SNSF
IKRK | CICR | CICR | ICRC
AHV | AVS | AVS | ~OASI
MWST | TVA | IVA | VAT
KVG | LAMal | LAMal | ~HIA
BVG | ~LPP | ~LPP | ~BVG | Berlin Verkehrsbetrieb Bundesverfassungsgericht
GAV | ~CCT | ~CCL |
CHUV
HUG
SUPSI
UNO | ONU | ONU | ~UN;~United Nations
WHO | OMS | OMS | WHO
NATO | OTAN | ~NATO | NATO
IWF | FMI | FMI | IMF
EZB | BCE | BCE | ECB
OECD | OCDE | OCSE | OECD
OSZE | OSCE | OSCE | OSCE
EGMR | ~CEDH | ~CEDU | ECHR
`
