# Size, rights set by hand, and what is decided for everybody.

rights-size = Size of the undertaking
rights-size-text = The average number of employees in full-time equivalents over four reference quarters decides for two years how many days there are.
rights-average = Average (FTE)
act-average-figure = Average (FTE)
act-average-figure-hint = For example 19.75. Nothing is rounded.
rights-manual = Entered by hand: { $average }.
rights-period = { $from } and { $to }
rights-size-unknown = not known yet
rights-not-declared = no declaration
rights-headcount = No declaration in the reference period: the number of people on the last day of the first quarter after it.
rights-sum = Together
rights-divided = divided by { $count } quarters with a declaration
rights-computed = Calculated average
rights-size-source = Act of 3 October 2022, article 50 and following: the fourth quarter of the second year before and the first three of the year before.
rights-everybody = For everybody
rights-everybody-text = What you decide here holds for all employees of that year.
rights-nothing = Nothing to do.
rights-verify-all =
    { $count ->
        [one] Mark one calculated right as verified
       *[other] Mark { $count } calculated rights as verified
    }
act-right = Set a right by hand
act-right-lead = What you enter stands in place of the calculated right. The calculation stays beside it and the difference stays visible.
act-right-back = Back to the calculated right
act-right-amount = The right
act-kind = Kind of right
act-company-days = Give company days
act-company-days-lead = Extra days on top of the right of the act or the sector.
act-days = Number of days
act-days-hint = For example 1 or 2.5.
act-days-how = How are they given?
act-days-back = Take company days back
act-opt-out = Opt out of automatic calculation
act-opt-out-lead = Calculated rights of that year then do not count; you enter them by hand.
act-opt-in = Opt back into automatic calculation
act-verify = Mark as verified
act-verify-lead = You confirm that the calculated rights of that year are right. The amounts do not change.
act-adjust = Adjust the credit
act-adjust-lead = For what is neither a right nor a training, such as an agreement to keep days.
act-adjust-date = Day it takes effect
act-adjust-sign = More or less credit?
act-adjust-more = More
act-adjust-less = Less
act-adjust-back = Take the adjustment back
act-average = Enter the average by hand
act-average-lead = It holds for the two-year period of the year, and stands in place of the calculated average.
act-average-back = Back to the calculated average
done-right = The right has been set by hand.
done-right-back = The calculated right counts again.
done-company-days = The company days have been given.
done-days-back = The company days have been taken back.
done-opt-out = Automatic calculation is off.
done-opt-in = Automatic calculation is on again.
done-verify = The rights are marked as verified.
done-adjust = The credit has been adjusted.
done-adjust-back = The adjustment has been taken back.
done-average = The average has been entered. Rights and credit are up to date.
done-average-back = The calculated average counts again.
