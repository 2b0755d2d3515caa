# The own account of an employee.

own-title = My training account
own-lead = As an employee you have a right to a number of days of training each year, at your normal pay. Here you see how many, why so many, and what you followed already.
own-sentence = You have { $left } left in { $year }.
own-sentence-beyond = In { $year } you followed { $left } more than your credit.
own-sentence-none = There is no training right with this employer in { $year }.
own-none = There is no account in your name
own-none-text = You are with no employer of this installation. Ask your employer if that is not right.
own-help = Is something wrong?
own-help-text =
    Ask your employer to correct it: you may always see your data and have it corrected. Each right above opens to its working, so that you can work it out yourself.

    Which training counts is told under [Does it count?](/counts). How the right works is in the [Help](/help).
