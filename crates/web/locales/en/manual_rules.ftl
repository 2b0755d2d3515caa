# The rules in short, for somebody who just wants to know.

manual-rules = The rules in short
manual-rules-lead = What the right to training is, in plain words, with the act and the agreements it comes from.
part-rules-right = The right
do-rules-who = Who has a right to training?
do-rules-who-text = Employees of private-sector employers have an individual right to a number of training days each year, at their normal pay (act of 3 October 2022, article 50 and following). The number depends on the size of the undertaking and on the sector.
do-rules-days = How many training days are there?
do-rules-days-text =
    By law, for those who work full-time all year:

    - fewer than 10 full-time equivalents: no days
    - 10 to fewer than 20: 1 day
    - 20 or more: 4 days in 2023, 5 days from 2024

    A sector agreement may give another number. [Look up the regime](/regime) of your joint committee.
do-rules-sector = What does a sector agreement change?
do-rules-sector-text =
    A collective agreement of the joint committee may set another number, often with steps over the years. That number then replaces the one of the act. In undertakings of 20 or more it is never below 2 days. It may also give a right where the act gives none.

    Days that an employer gives on top are added.
do-rules-size = How large is our undertaking by law?
do-rules-size-text = That is the average number of employees in full-time equivalents over four quarters: the fourth quarter of the second year before the two-year period and the first three of the year before it. For 2026 and 2027 those are the fourth quarter of 2024 and the first three of 2025. The average is not rounded.
do-rules-part = How is the right worked out for part-time work?
do-rules-part-text = The number of days is multiplied by the work regime and by the months under contract, divided by twelve. A month that was begun counts as a whole month. Rounding happens once, to whole minutes. In the register each figure opens to that working.
part-rules-credit = Using the credit
do-rules-counts = Which trainings count?
do-rules-counts-text = Formal and informal trainings that are tied to the job, those on well-being at work too. Flemish training leave and paid educational leave do not count. [Ask about one training](/counts).
do-rules-formal = What is formal, what informal?
do-rules-formal-text =
    - **{ training-kind-formal }**: a course or placement, inside or outside the enterprise, with a place and a plan set by a trainer.
    - **{ training-kind-informal }**: all other learning tied to the job, such as instruction at work, coaching, a conference or self-study.

    Both count in the same way.
do-rules-minutes = How long is a training day?
do-rules-minutes-text = As long as an ordinary full-time day with the employer: 7 hours and 36 minutes where nothing else is set. The register counts in whole minutes, so that short moments count exactly.
do-rules-carry = What happens to credit that is left?
do-rules-carry-text = What is left at the end of a year goes to the next year and does not lessen that year’s right. A period lasts five years at most; what is left from earlier years on its last day lapses. At the end of employment, what is left lapses too.
do-rules-end = What happens when the employment ends?
do-rules-end-text =
    - After dismissal with notice, days can be taken until the last day.
    - After resignation, or dismissal for urgent cause, what is left lapses.
    - In other cases too, what is left on the last day lapses, unless something else was agreed.

    The right of that last year is worked out again with the months under contract.
part-rules-around = Around it
do-rules-tell = What does the employee hear?
do-rules-tell-text = The royal decree of 5 December 2017 describes an individual training account: who it is about, work regime, joint committee, the credit of the year, days followed and left, and the growth path. The employee can see it on simple request and have it corrected, and hears the balance at least once a year.
do-rules-plan = What about the training plan?
do-rules-plan-text = Undertakings of 20 or more make a training plan each year by 31 March, after advice by 15 March (act of 3 October 2022). The plan says which trainings are foreseen and for whom.
do-rules-public = What happened to the public FLA?
do-rules-public-text = The public Federal Learning Account closed on 1 January 2026. What is in it can be asked for there and is erased on 1 January 2027. The individual right to training and the training plan remain. This application is not the public FLA.
