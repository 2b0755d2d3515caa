# Words that forms of signed-in pages share.

form-check = Check your answers. Nothing has been changed yet.
form-do = Confirm
form-edit = Change answers
form-leave = Stop, and leave all as it is
form-next = Continue
form-cancel = Cancel
form-reason = Reason
form-reason-hint = It is kept in the history, beside your name and the date.
form-employees = Employees
form-employees-all = Everybody
form-year = Year
form-amount = Amount
form-amount-hint = Days such as 2.5, or hours such as 7:36.
form-unit = Counted in
form-unit-days = Days
form-unit-hours = Hours and minutes
form-effects = What this does to the credit
form-effects-none = Nobody’s credit changes.
form-effects-people =
    { $count ->
        [one] The credit of one employee changes. This is what is left of the credit of the year, before and after.
       *[other] The credit of { $count } employees changes. This is what is left of the credit of the year, before and after.
    }
form-effects-later = { $count } accounts are touched. So many are worked out in the background: you can follow how far it is.
form-effects-more =
    { $count ->
        [one] And one other change.
       *[other] And { $count } other changes.
    }
form-outside =
    { $count ->
        [one] One participant is not in service at that time
       *[other] { $count } participants are not in service at that time
    }
form-effects-who = Employee
form-effects-new = New employee
form-effects-year = Year
form-effects-before = Before
form-effects-after = After
form-effects-change = Change
done-saved = Saved.
form-sent-before = This form was sent before, with other answers, and was carried out. Look first at what came of it. If you send it again, it is carried out as a new one.
