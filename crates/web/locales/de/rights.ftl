# Size, rights set by hand, and what is decided for everybody.

rights-size = Größe des Unternehmens
rights-size-text = Die durchschnittliche Zahl der Arbeitnehmer in Vollzeitäquivalenten über vier Referenzquartale entscheidet für zwei Jahre, wie viele Tage es gibt.
rights-average = Durchschnitt (VZÄ)
act-average-figure = Durchschnitt (VZÄ)
act-average-figure-hint = Zum Beispiel 19,75. Es wird nicht gerundet.
rights-manual = Von Hand eingegeben: { $average }.
rights-period = { $from } und { $to }
rights-size-unknown = noch nicht bekannt
rights-not-declared = keine Meldung
rights-headcount = Keine Meldung im Referenzzeitraum: die Zahl der Menschen am letzten Tag des ersten Quartals danach.
rights-sum = Zusammen
rights-divided = geteilt durch { $count } Quartale mit Meldung
rights-computed = Berechneter Durchschnitt
rights-size-source = Gesetz vom 3. Oktober 2022, Artikel 50 und folgende: das vierte Quartal des vorletzten Jahres und die ersten drei des Vorjahres.
rights-everybody = Für alle
rights-everybody-text = Was Sie hier entscheiden, gilt für alle Arbeitnehmer dieses Jahres.
rights-nothing = Nichts zu tun.
rights-verify-all =
    { $count ->
        [one] Ein berechnetes Recht als geprüft kennzeichnen
       *[other] { $count } berechnete Rechte als geprüft kennzeichnen
    }
act-right = Recht von Hand setzen
act-right-lead = Was Sie eingeben, tritt an die Stelle des berechneten Rechts. Die Berechnung bleibt daneben stehen und der Unterschied sichtbar.
act-right-back = Zurück zum berechneten Recht
act-right-amount = Das Recht
act-kind = Art des Rechts
act-company-days = Betriebstage geben
act-company-days-lead = Zusätzliche Tage über das Recht aus Gesetz oder Sektor hinaus.
act-days = Zahl der Tage
act-days-hint = Zum Beispiel 1 oder 2,5.
act-days-how = Wie werden sie gegeben?
act-days-back = Betriebstage zurücknehmen
act-opt-out = Automatische Berechnung ausschalten
act-opt-out-lead = Berechnete Rechte dieses Jahres zählen dann nicht; Sie geben sie von Hand ein.
act-opt-in = Automatische Berechnung wieder einschalten
act-verify = Als geprüft kennzeichnen
act-verify-lead = Sie bestätigen, dass die berechneten Rechte dieses Jahres stimmen. Die Beträge ändern sich nicht.
act-adjust = Kredit anpassen
act-adjust-lead = Für das, was weder Recht noch Weiterbildung ist, etwa eine Vereinbarung, Tage zu behalten.
act-adjust-date = Tag, an dem es wirkt
act-adjust-sign = Mehr oder weniger Kredit?
act-adjust-more = Mehr
act-adjust-less = Weniger
act-adjust-back = Anpassung zurücknehmen
act-average = Durchschnitt von Hand eingeben
act-average-lead = Er gilt für den Zweijahreszeitraum, in den das Jahr fällt, und tritt an die Stelle des berechneten Durchschnitts.
act-average-back = Zurück zum berechneten Durchschnitt
done-right = Das Recht wurde von Hand gesetzt.
done-right-back = Das berechnete Recht gilt wieder.
done-company-days = Die Betriebstage wurden gegeben.
done-days-back = Die Betriebstage wurden zurückgenommen.
done-opt-out = Die automatische Berechnung ist ausgeschaltet.
done-opt-in = Die automatische Berechnung ist wieder eingeschaltet.
done-verify = Die Rechte sind als geprüft gekennzeichnet.
done-adjust = Der Kredit wurde angepasst.
done-adjust-back = Die Anpassung wurde zurückgenommen.
done-average = Der Durchschnitt ist eingegeben. Rechte und Kredit sind angepasst.
done-average-back = Der berechnete Durchschnitt gilt wieder.
