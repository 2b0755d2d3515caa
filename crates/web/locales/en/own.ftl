# The own account of an employee.

own-title = My training account
own-lead = What you have a right to this year, at your normal pay, and what is left of it.
own-sentence-none = There is no training right with this employer in { $year }.
own-none = There is no account in your name
own-none-text = You are with no employer of this installation. Ask your employer if that is not right.
own-help = Is something wrong?
own-help-text =
    Ask your employer to correct it: you may always see your data and have it corrected. Each right above opens to its working, so that you can work it out yourself.

    Which training counts is told under [Does it count?](/counts). How the right works is in the [Help](/help).
own-left = left in { $year }
own-beyond = followed beyond your credit in { $year }
own-sum = From your right to what you have left in { $year }
own-sum-right = Your right for { $year }
own-sum-carried = Left from earlier years
own-sum-adjusted = Adjusted
own-sum-followed = Already followed
own-sum-lapsed = Lapsed
own-sum-left = Still left
own-sum-beyond = Beyond your credit
own-why = How was my right worked out?
own-other-year = Another year:
own-parts-none = No training is registered in { $year } yet.
