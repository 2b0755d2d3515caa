# Les règles en bref, pour qui veut simplement savoir.

manual-rules = Les règles en bref
manual-rules-lead = Ce qu’est le droit à la formation, en mots simples, avec la loi et les conventions dont il vient.
part-rules-right = Le droit
do-rules-who = Qui a droit à la formation ?
do-rules-who-text = Les travailleurs du secteur privé ont chaque année un droit individuel à un nombre de jours de formation, à leur salaire normal (loi du 3 octobre 2022, article 50 et suivants). Le nombre dépend de la taille de l’entreprise et du secteur.
do-rules-days = Combien de jours de formation y a-t-il ?
do-rules-days-text =
    Selon la loi, pour qui travaille à temps plein toute l’année :

    - moins de 10 équivalents temps plein : pas de jours
    - de 10 à moins de 20 : 1 jour
    - 20 ou plus : 4 jours en 2023, 5 jours à partir de 2024

    Une convention sectorielle peut donner un autre nombre. [Cherchez le régime](/regime) de votre commission paritaire.
do-rules-sector = Que change une convention sectorielle ?
do-rules-sector-text =
    Une CCT de la commission paritaire peut fixer un autre nombre, souvent par paliers au fil des ans. Ce nombre remplace alors celui de la loi. Dans les entreprises de 20 ou plus, il n’est jamais inférieur à 2 jours. Elle peut aussi donner un droit là où la loi n’en donne pas.

    Les jours qu’un employeur donne en plus s’ajoutent.
do-rules-size = Quelle est la taille de notre entreprise selon la loi ?
do-rules-size-text = C’est le nombre moyen de travailleurs en équivalents temps plein sur quatre trimestres : le quatrième trimestre de la deuxième année avant la période de deux ans et les trois premiers de l’année qui la précède. Pour 2026 et 2027, ce sont le quatrième trimestre 2024 et les trois premiers de 2025. Cette moyenne n’est pas arrondie.
do-rules-part = Comment le droit est-il calculé à temps partiel ?
do-rules-part-text = Le nombre de jours est multiplié par le régime de travail et par les mois sous contrat, divisés par douze. Un mois commencé compte comme un mois entier. On arrondit une seule fois, à la minute. Dans le registre, chaque chiffre s’ouvre sur ce calcul.
part-rules-credit = Utiliser le crédit
do-rules-counts = Quelles formations comptent ?
do-rules-counts-text = Les formations formelles et informelles qui touchent au travail, y compris sur le bien-être au travail. Le congé de formation flamand et le congé-éducation payé ne comptent pas. [Posez la question pour une formation](/counts).
do-rules-formal = Qu’est-ce qui est formel, informel ?
do-rules-formal-text =
    - **{ training-kind-formal }** : un cours ou un stage, dans l’entreprise ou ailleurs, avec un lieu et un plan fixés par un formateur.
    - **{ training-kind-informal }** : tout autre apprentissage lié au travail, comme une explication au poste, du coaching, un congrès ou l’étude personnelle.

    Les deux comptent de la même façon.
do-rules-minutes = Combien dure un jour de formation ?
do-rules-minutes-text = Autant qu’une journée ordinaire à temps plein chez l’employeur : 7 heures et 36 minutes si rien d’autre n’est fixé. Le registre compte en minutes entières, pour que les courts moments comptent exactement.
do-rules-carry = Que devient le crédit qui reste ?
do-rules-carry-text = Ce qui reste à la fin d’une année passe à l’année suivante et ne diminue pas le droit de celle-ci. Une période dure cinq ans au plus ; ce qui reste des années précédentes à son dernier jour est perdu. À la fin de l’occupation aussi, ce qui reste est perdu.
do-rules-end = Que se passe-t-il à la fin de l’occupation ?
do-rules-end-text =
    - Après un licenciement avec préavis, des jours peuvent être pris jusqu’au dernier jour.
    - Après une démission, ou un licenciement pour motif grave, ce qui reste est perdu.
    - Dans les autres cas aussi, ce qui reste le dernier jour est perdu, sauf accord contraire.

    Le droit de cette dernière année est recalculé avec les mois sous contrat.
part-rules-around = Autour
do-rules-tell = Qu’apprend le travailleur ?
do-rules-tell-text = L’arrêté royal du 5 décembre 2017 décrit un compte formation individuel : de qui il s’agit, régime de travail, commission paritaire, crédit de l’année, jours suivis et restants, et trajectoire de croissance. Le travailleur peut le consulter sur simple demande et le faire corriger, et apprend le solde au moins une fois par an.
do-rules-plan = Et le plan de formation ?
do-rules-plan-text = Les entreprises de 20 ou plus font chaque année un plan de formation pour le 31 mars, après avis pour le 15 mars (loi du 3 octobre 2022). Le plan dit quelles formations sont prévues et pour qui.
do-rules-public = Qu’est devenu le FLA public ?
do-rules-public-text = Le Federal Learning Account public a fermé le 1er janvier 2026. Ce qu’il contient peut encore y être demandé et sera effacé le 1er janvier 2027. Le droit individuel à la formation et le plan de formation restent. Cette application n’est pas le FLA public.
