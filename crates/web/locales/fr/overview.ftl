# An employer at a glance, and work under way.

overview-title = Aperçu
overview-empty = Pas encore de travailleurs. Ces trois étapes rendent le registre prêt à l’emploi.
overview-step-import = Importez vos déclarations
overview-step-import-text = Les fichiers DmfA que vous déposez chaque trimestre contiennent vos travailleurs, leurs contrats et leur régime de travail. Rien à taper.
overview-step-size = Vérifiez la taille de l’entreprise
overview-step-size-text = Le nombre moyen de travailleurs détermine le nombre de jours. Vous voyez le calcul et pouvez indiquer une autre moyenne.
overview-step-training = Enregistrez la première formation
overview-step-training-text = Nom, début, durée, participants et état : rien d’autre n’est obligatoire.
overview-credit = Crédit de formation { $year } de tous ensemble
overview-verify = Marquer tous les droits calculés de cette année comme vérifiés
overview-size = Taille de l’entreprise en { $year }
overview-size-working = Comment cela a été calculé
overview-imports = Dernières importations
overview-import-counts = { $new } nouveaux, { $changed } modifiés
overview-act-training = Enregistrer une formation
overview-act-employee = Ajouter un travailleur
overview-act-import = Importer des déclarations
job-waiting = en attente
job-running = en cours
job-done = terminé
job-refused = refusé
job-failed = échoué
job-kind-import = Importation des déclarations
job-kind-recalculation = Recalcul des droits et du crédit
job-progress = { $done } sur { $total }
done-later = Enregistré. Les comptes sont recalculés en arrière-plan.
