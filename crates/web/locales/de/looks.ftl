# Versions of a person, and who looked at an account.

looks-title = Verlauf dieses Arbeitnehmers
looks-link = Verlauf, und wer Einsicht nahm
looks-versions = Personendaten
looks-versions-text = Was dort stand, seit wann und durch wen. Das Jüngste zuerst.
looks-nothing-changed = Hierbei änderte sich keine Angabe zur Person.
looks-who = Wer Einsicht nahm
looks-who-text = Die letzten 200 Male, dass jemand dieses Konto einsah oder änderte. Auch dass Sie dies jetzt einsehen, wird festgehalten.
looks-role-of = { $role } von { $organisation }
looks-the-employee = der Arbeitnehmer selbst
looks-yourself = Sie selbst
looks-changed = geändert
looks-looked = eingesehen
own-looks = Wer sah mein Konto ein?
own-looks-lead = Die letzten 200 Male, dass jemand Ihre Daten einsah oder änderte, mit Rolle und Organisation. Wer genau es war, weiß Ihr Arbeitgeber.
person-gender = Geschlecht
history-access = Liste der Zugänge eingesehen
history-employeeHistory = Verlauf der Personendaten eingesehen
history-auditOf = eingesehen, wer Einsicht nahm
history-ownAudit = eingesehen, wer das eigene Konto einsah
