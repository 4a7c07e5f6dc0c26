"""The answer tables: which rows the snapshot keeps, and the SPARQL that reads them from the graphs.

One table is one SELECT: its variables are the columns. Ids are the paths under the id namespace.
``fro``/``til`` is the interval the record proves, ``pfro``/``ptil`` the widest possible one where it differs. What a row must
have stands before what it may have: after an OPTIONAL the engine joins with every interval there is.
"""

from typing import Final

_INTERVAL: Final = """?id foed:from ?fro ; foed:until ?til .
    OPTIONAL { ?id foed:possiblyFrom ?pfro } OPTIONAL { ?id foed:possiblyUntil ?ptil }"""

TABLES: Final[dict[str, str]] = {
    "party": """SELECT ?id ?name ?official ?class ?iso2 ?region ?subregion ?exists_from ?existed_until ?responsible ?formerly ?responsible_from WHERE {
        ?id a ?class ; rdfs:label ?name . VALUES ?class { foed:State foed:FormerState foed:Territory foed:RegionalOrganisation }
        OPTIONAL { ?id foed:officialName ?official } OPTIONAL { ?id foed:iso2 ?iso2 }
        OPTIONAL { ?id foed:m49Region ?region } OPTIONAL { ?id foed:m49Subregion ?subregion }
        OPTIONAL { ?id foed:existsFrom ?exists_from } OPTIONAL { ?id foed:existedUntil ?existed_until }
        OPTIONAL { ?id foed:responsibleState ?responsible } OPTIONAL { ?id foed:formerlyResponsible ?formerly }
        OPTIONAL { ?id foed:responsibleFrom ?responsible_from } }""",
    "before": "SELECT ?party ?former WHERE { ?party foed:continues|foed:predecessor|foed:responsibleState|foed:formerlyResponsible ?former }",
    "instrument": """SELECT ?id ?title ?short ?class ?official_id ?parent ?depositary ?adopted ?in_force_from ?not_in_force ?not_as_of WHERE {
        ?id a ?class ; dcterms:title ?title . VALUES ?class { foed:Treaty foed:BilateralTreaty foed:Protocol foed:UnionAct foed:Scheme foed:Arrangement }
        OPTIONAL { ?id foed:shortTitle ?short } OPTIONAL { ?id foed:officialId ?official_id }
        OPTIONAL { ?id foed:parent ?parent } OPTIONAL { ?id foed:depositary/rdfs:label ?depositary }
        OPTIONAL { ?id foed:adopted ?adopted } OPTIONAL { ?id foed:inForceFrom ?in_force_from }
        OPTIONAL { ?id foed:notInForce ?not_in_force } OPTIONAL { ?id foed:notInForceAsOf ?not_as_of } }""",
    "identifier": """SELECT ?identifier ?id WHERE { ?id dcterms:identifier ?identifier ; foed:between ?party .
        FILTER (STR(?identifier) != STRAFTER(STR(?id), "/id/treaty/")) }""",
    "provides": """SELECT ?instrument ?provision ?pinpoint ?purpose ?nature ?existing ?optional ?unneeded ?notified ?gives_way_under ?narrowed_to WHERE {
        ?instrument foed:provides ?provision . ?provision foed:pinpoint ?pinpoint ; foed:purpose ?purpose ; foed:nature ?nature .
        OPTIONAL { ?provision foed:existingTreatyClause ?existing } OPTIONAL { ?provision foed:noTreatyNeededClause ?unneeded }
        OPTIONAL { ?provision foed:optionalBasisClause ?optional } OPTIONAL { ?provision foed:notificationClause ?notified }
        OPTIONAL { ?provision foed:givesWayUnder ?gives_way_under } OPTIONAL { ?provision foed:narrowedTo ?narrowed_to } }""",
    "for_offence": "SELECT ?provision ?offence ?label WHERE { ?provision foed:forOffence ?offence . ?offence skos:prefLabel ?label }",
    "supplements": "SELECT ?id ?wider WHERE { ?id foed:supplements ?wider }",
    "layer": """SELECT ?id ?treaty ?convention ?pinpoint ?label ?changes WHERE { ?id a foed:Layer ; foed:treaty ?treaty ; foed:pinpoint ?pinpoint ; rdfs:label ?label .
        ?treaty foed:parent ?convention . OPTIONAL { ?id foed:changes/foed:pinpoint ?changes } }""",
    "possible_exclusion": f"""SELECT ?id ?party ?layer ?statement ?summary ?fro ?til ?pfro ?ptil WHERE {{ ?id a foed:PossibleExclusion ; foed:party ?party ; foed:leavesOut ?layer ; prov:wasDerivedFrom ?statement .
        ?statement foed:effect ?effect ; rdfs:label ?summary . {_INTERVAL} }}""",
    "disconnection_clause": "SELECT ?id ?treaty ?pinpoint ?label ?organisation WHERE { ?id a foed:DisconnectionClause ; foed:treaty ?treaty ; foed:pinpoint ?pinpoint ; rdfs:label ?label ; foed:amongMembersOf ?organisation }",
    "disconnection": f"SELECT ?id ?pair ?treaty ?act ?fro ?til ?pfro ?ptil WHERE {{ ?id a foed:Disconnection ; foed:pair ?pair ; foed:treaty ?treaty ; foed:unionAct ?act . {_INTERVAL} }}",
    "union_rule": """SELECT ?id ?act ?pinpoint ?governs ?label ?note ?checked WHERE { ?id a foed:UnionRule ; foed:treaty ?act ; foed:provision/foed:pinpoint ?pinpoint ; foed:governs ?governs ; rdfs:label ?label ; foed:textChecked ?checked .
        OPTIONAL { ?id foed:note ?note } }""",
    "provision_label": "SELECT ?id ?label WHERE { ?id a foed:Provision ; rdfs:label ?label }",
    "side": "SELECT ?treaty ?party WHERE { ?treaty foed:between ?party }",
    "beside": """SELECT ?base ?instrument ?how WHERE {
        { ?instrument foed:amends ?base BIND ("amended_by" AS ?how) }
        UNION { ?instrument foed:supplements ?base BIND ("supplemented_by" AS ?how) } }""",
    "own_law": """SELECT ?id ?party ?subject ?says ?purpose ?label ?basis ?fro ?as_of ?note WHERE {
        ?id a foed:OwnLaw ; foed:party ?party ; foed:subject ?subject ; foed:says ?says ; rdfs:label ?label .
        OPTIONAL { ?id foed:purpose ?purpose } OPTIONAL { ?id foed:legalBasis ?basis } OPTIONAL { ?id foed:asOf ?as_of }
        OPTIONAL { ?id foed:note ?note } OPTIONAL { ?id foed:from ?fro } }""",
    "designation": """SELECT ?id ?party ?designates ?purpose ?label ?category ?listed ?as_of ?note WHERE {
        ?id a foed:Designation ; foed:party ?party ; foed:designates ?designates ; rdfs:label ?label ; foed:category ?category ; foed:listed ?listed .
        OPTIONAL { ?id foed:purpose ?purpose } OPTIONAL { ?id foed:asOf ?as_of } OPTIONAL { ?id foed:note ?note } }""",
    "authority": """SELECT ?id ?party ?label ?purpose ?treaty ?toward ?under ?language WHERE {
        ?id a foed:Authority ; foed:party ?party ; rdfs:label ?label ; foed:underInstrument ?under .
        OPTIONAL { ?id foed:purpose ?purpose } OPTIONAL { ?id foed:treaty ?treaty } OPTIONAL { ?id foed:toward ?toward }
        OPTIONAL { ?id foed:language ?language } }""",
    "scheme": """SELECT ?id ?purpose ?organisation ?organisation_name ?what WHERE {
        ?id foed:schemeFor ?purpose . OPTIONAL { ?id foed:schemeOf ?organisation . ?organisation rdfs:label ?organisation_name }
        OPTIONAL { ?id foed:note ?what } }""",
    "stop": "SELECT ?id ?purpose WHERE { ?id foed:stops ?purpose }",
    "brings": """SELECT ?instrument ?into ?offence ?provision ?pinpoint WHERE {
        ?instrument foed:bringsOffenceInto ?into ; foed:offence ?offence ; foed:offenceProvision ?provision .
        ?provision foed:pinpoint ?pinpoint }""",
    "norm": """SELECT ?id ?treaty ?provision ?pinpoint ?modality ?strength ?binds ?verb ?bearer ?counterparty ?summary ?condition ?layer ?binding ?note ?checked ?historical WHERE {
        ?id a foed:Norm ; foed:treaty ?treaty ; foed:provision ?provision ; foed:modality ?modality ; foed:bearer ?bearer ; rdfs:label ?summary .
        ?provision foed:pinpoint ?pinpoint . ?modality foed:strength ?strength ; foed:bindsAsDuty ?binds .
        OPTIONAL { ?id foed:modalVerb ?verb } OPTIONAL { ?id foed:counterparty ?counterparty } OPTIONAL { ?id foed:condition ?condition }
        OPTIONAL { ?id foed:needsLayer ?layer . ?layer foed:treaty ?protocol } BIND (COALESCE(?protocol, ?treaty) AS ?binding) OPTIONAL { ?id foed:note ?note }
        OPTIONAL { ?id foed:verification ?checked } OPTIONAL { ?id foed:historical ?historical } }""",
    "norm_replaced": "SELECT ?id ?layer WHERE { ?id a foed:Norm ; foed:replacedUnder ?layer }",
    "norm_topic": "SELECT ?id ?topic WHERE { ?id a foed:Norm ; foed:topic ?topic }",
    "within": "SELECT ?narrower ?wider WHERE { ?narrower a skos:Concept ; skos:broader* ?wider }",
    "act": """SELECT ?id ?treaty ?party ?kind ?date ?published ?effective ?possibly ?reckoning ?note WHERE {
        ?id a ?class ; foed:treaty ?treaty ; foed:party ?party . ?class foed:actKind ?kind .
        OPTIONAL { ?id foed:date ?date } OPTIONAL { ?id foed:publishedEffect ?published } OPTIONAL { ?id foed:effective ?effective }
        OPTIONAL { ?id foed:possiblyEffective ?possibly } OPTIONAL { ?id foed:reckoning ?reckoning } OPTIONAL { ?id foed:note ?note } }""",
    "territorial": """SELECT ?id ?treaty ?party ?territory ?kind ?date WHERE {
        ?id a ?class ; foed:treaty ?treaty ; foed:party ?party ; foed:territory ?territory . ?class foed:actKind ?kind .
        VALUES ?class { foed:TerritorialExtension foed:TerritorialExclusion }
        FILTER NOT EXISTS { ?id foed:toward ?partner } OPTIONAL { ?id foed:date ?date } }""",
    "consent": "SELECT ?id WHERE { ?class rdfs:subClassOf* foed:Consent . ?id a ?class }",
    "statement": """SELECT ?id ?treaty ?party ?effect ?administrative ?summary ?withdrawn ?lapses ?lapses_latest WHERE {
        ?class rdfs:subClassOf* foed:Statement . ?id a ?class ; foed:treaty ?treaty ; foed:party ?party ; foed:effect ?effect .
        OPTIONAL { ?id rdfs:label ?summary } OPTIONAL { ?id foed:withdrawn ?withdrawn ; foed:lapses ?lapses ; foed:lapsesLatest ?lapses_latest }
        OPTIONAL { ?effect foed:administrative ?administrative } }""",
    "statement_toward": "SELECT ?id ?party WHERE { ?id foed:effect ?effect ; foed:toward ?party }",
    "statement_provision": """SELECT DISTINCT ?id ?provision WHERE { { ?id foed:effect ?effect ; foed:provision ?provision FILTER NOT EXISTS { ?id foed:statement ?another } }
        UNION { ?carried a foed:ReservationEffect ; foed:statement ?id ; foed:provision ?provision } }""",
    "sourced": "SELECT ?id ?source WHERE { ?id foed:source ?source }",
    "source": """SELECT ?id ?title ?publisher ?url ?as_of ?seen_on ?quality WHERE { ?id a foed:Source ; dcterms:title ?title .
        OPTIONAL { ?id dcterms:publisher ?publisher } OPTIONAL { ?id foed:url ?url } OPTIONAL { ?id foed:asOf ?as_of }
        OPTIONAL { ?id foed:seenOn ?seen_on } OPTIONAL { ?id foed:quality ?quality } }""",
    "coverage": """SELECT ?id ?treaty ?completeness ?as_of ?official ?official_as_of ?note WHERE {
        ?id a foed:Coverage ; foed:treaty ?treaty ; foed:completeness ?completeness . OPTIONAL { ?id foed:asOf ?as_of }
        OPTIONAL { ?id foed:officialCount ?official } OPTIONAL { ?id foed:officialCountAsOf ?official_as_of } OPTIONAL { ?id foed:note ?note } }""",
    "bilateral_coverage": """SELECT ?id ?party ?purpose ?completeness ?covers_from ?as_of ?note WHERE {
        ?id a foed:BilateralCoverage ; foed:ofParty ?party ; foed:forPurpose ?purpose ; foed:completeness ?completeness .
        OPTIONAL { ?id foed:coversFrom ?covers_from } OPTIONAL { ?id foed:asOf ?as_of } OPTIONAL { ?id foed:note ?note } }""",
    "excepted": "SELECT ?id ?party WHERE { ?id foed:exceptParty ?party }",
    "named": """SELECT ?treaty ?party ?as ?as_of ?coverage WHERE { ?coverage a foed:Coverage ; foed:treaty ?treaty .
        { ?coverage foed:namedNonParty ?party ; foed:nonPartyAsOf ?as_of BIND ("non-party" AS ?as) }
        UNION { ?coverage foed:namedParty ?party BIND ("party" AS ?as) OPTIONAL { ?coverage foed:officialCountAsOf ?as_of } } }""",
    "membership": """SELECT ?id ?organisation ?party ?fro ?til ?law_until WHERE { ?id a foed:Membership ; foed:organisation ?organisation ; foed:party ?party .
        OPTIONAL { ?id foed:from ?fro } OPTIONAL { ?id foed:until ?til } OPTIONAL { ?id foed:lawAppliesUntil ?law_until } }""",
    "participation_clause": """SELECT ?treaty ?id ?organisation ?organisation_name ?complete_as_of ?party WHERE { ?treaty foed:participationClause ?id . ?id foed:textChecked true .
        FILTER NOT EXISTS { ?id foed:opensFurther ?further }
        OPTIONAL { ?id foed:opensToMembersOf ?organisation . ?organisation rdfs:label ?organisation_name OPTIONAL { ?organisation foed:membersCompleteAsOf ?complete_as_of } }
        OPTIONAL { ?id foed:opensTo ?party } }""",
    "opens_further": "SELECT ?treaty ?id ?how WHERE { ?treaty foed:participationClause ?id . ?id foed:opensFurther/skos:prefLabel ?how }",
    "convention_required": "SELECT ?id ?convention ?clause WHERE { ?id foed:requiresParent ?clause ; foed:parent ?convention }",
    "binds_members": "SELECT ?id ?organisation WHERE { ?id foed:bindsMembersOf ?organisation }",
    "opt_out": """SELECT ?id ?treaty ?party ?provision ?label WHERE { ?id a foed:OptOut ; foed:treaty ?treaty ; foed:party ?party .
        OPTIONAL { ?id foed:provision ?provision } OPTIONAL { ?id rdfs:label ?label } }""",
    "participation": f"""SELECT ?id ?treaty ?party ?through ?fro ?til ?pfro ?ptil ?rule WHERE {{
        ?id a foed:Participation ; foed:treaty ?treaty ; foed:party ?party ; sh:sourceRule ?rule .
        {_INTERVAL} OPTIONAL {{ ?id foed:through ?through }} }}""",
    "ending": "SELECT ?id ?treaty ?party ?on ?rule WHERE { ?id a foed:Ending ; foed:treaty ?treaty ; foed:party ?party ; foed:on ?on ; sh:sourceRule ?rule }",
    "duty": f"""SELECT ?id ?party ?norm ?treaty ?effect ?fro ?til ?pfro ?ptil WHERE {{
        ?id a foed:Duty ; foed:party ?party ; foed:norm ?norm ; foed:effect ?effect . ?norm foed:treaty ?treaty . {_INTERVAL} }}""",
    "duty_statement": """SELECT ?id ?statement WHERE {
        { SELECT ?reservation ?statement { ?reservation a foed:ReservationEffect ; foed:statement ?statement } }
        ?id prov:wasDerivedFrom ?reservation ; a foed:Duty }""",
    "provision": "SELECT ?id ?treaty ?pinpoint ?part_of WHERE { ?id a foed:Provision ; foed:treaty ?treaty ; foed:pinpoint ?pinpoint . OPTIONAL { ?id foed:partOf ?part_of } }",
    "reservation": f"""SELECT DISTINCT ?id ?statement ?party ?treaty ?effect ?reciprocal ?toward ?allowed ?fro ?til ?pfro ?ptil WHERE {{
        ?id a foed:ReservationEffect ; foed:statement ?statement ; foed:party ?party ; foed:treaty ?treaty ; foed:effect ?effect ; foed:reciprocal ?reciprocal .
        {_INTERVAL} OPTIONAL {{ ?id foed:toward ?toward }}
        BIND (EXISTS {{ ?statement foed:allowedUnder ?open }} AS ?allowed) }}""",
    "objection": f"""SELECT ?id ?objection ?statement ?party ?toward ?effect ?fro ?til ?pfro ?ptil WHERE {{
        ?id a foed:ObjectionEffect ; foed:statement ?statement ; foed:party ?party ; foed:toward ?toward ; foed:effect ?effect ; prov:wasDerivedFrom ?objection .
        ?objection foed:objectsTo ?statement . {_INTERVAL} }}""",
    "impermissibility": "SELECT ?id ?statement ?rule WHERE { ?id a foed:Impermissibility ; foed:statement ?statement ; sh:sourceRule ?rule }",
    "relation": f"SELECT ?id ?pair ?treaty ?fro ?til ?pfro ?ptil WHERE {{ VALUES ?class {{ foed:Channel foed:TreatyRelation }} ?id a ?class ; foed:pair ?pair ; foed:treaty ?treaty . {_INTERVAL} }}",
    "restriction": f"""SELECT ?id ?requested ?restricts ?treaty ?pinpoint ?effect ?status ?toward ?reciprocal ?on_reciprocity ?statement ?summary ?fro ?til ?pfro ?ptil WHERE {{
        ?id a foed:Restriction ; foed:requested ?requested ; foed:restricts ?restricts ; foed:treaty ?treaty ;
            foed:provision/foed:pinpoint ?pinpoint ; foed:effect ?effect ; foed:status ?status ; prov:wasDerivedFrom ?statement .
        ?statement foed:effect ?effect ; rdfs:label ?summary . {_INTERVAL} OPTIONAL {{ ?id foed:toward ?toward }}
        OPTIONAL {{ ?id foed:reciprocal ?reciprocal }} OPTIONAL {{ ?statement foed:onReciprocity ?on_reciprocity }} }}""",
    "displacement": f"""SELECT ?id ?displaced ?purpose ?by ?clause ?label ?prevailing ?pinpoint ?partly ?fro ?til ?pfro ?ptil WHERE {{
        ?id a foed:Displacement ; foed:displaced ?displaced ; foed:purpose ?purpose ; foed:by ?by ; foed:clause ?clause . ?clause foed:prevailing ?prevailing ; foed:pinpoint ?pinpoint .
        {_INTERVAL} OPTIONAL {{ ?clause rdfs:label ?label }} OPTIONAL {{ ?clause foed:partly ?partly }} }}""",
    "act_finding": """SELECT ?id ?sentence ?ground WHERE { ?id skos:inScheme ?scheme ; skos:definition ?sentence . FILTER (STRENDS(STR(?scheme), "/scheme/act-finding")) OPTIONAL { ?id foed:ground ?ground } }""",
    "definition": "SELECT ?id ?treaty ?notion ?label WHERE { ?id a foed:Definition ; foed:treaty ?treaty ; foed:defines ?notion ; rdfs:label ?label }",
    "definition_element": """SELECT ?id ?definition ?element ?provision ?pinpoint ?label ?required ?checked WHERE {
        ?id a foed:DefinitionElement ; foed:ofDefinition ?definition ; foed:element ?element ; foed:provision ?provision ; rdfs:label ?label ;
            foed:required ?required ; foed:textChecked ?checked . ?provision foed:pinpoint ?pinpoint }""",
    "definition_item": "SELECT ?id ?item WHERE { ?id a foed:DefinitionElement ; foed:names ?item }",
    "concept": "SELECT ?id ?label ?notation WHERE { ?id a skos:Concept ; skos:prefLabel ?label ; skos:notation ?notation }",
}

#: Columns searched by the questions: table → columns of one index.
INDEXES: Final[tuple[tuple[str, str], ...]] = (
    ("duty", "party"),
    ("duty", "norm"),
    ("duty_statement", "id"),
    ("relation", "pair"),
    ("relation", "treaty"),
    ("displacement", "displaced"),
    ("disconnection", "pair"),
    ("sourced", "id"),
    ("ending", "treaty, party"),
    ("act", "treaty, party"),
    ("act", "party"),
)
