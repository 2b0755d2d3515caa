# The frame around every page, and words that come back everywhere.

product = Open FLA
product-line = Training rights and training credit
skip = Skip to content
languages = Language
nav-main = Main navigation
nav-register = Register
nav-regime = Which regime applies?
nav-counts = Does it count?
nav-codes = Error codes
nav-help = Help
nav-accessibility = Accessibility
sign-in = Sign in
sign-out = Sign out
sessions = My sessions
themes = Colours
theme-auto = As my device
theme-light = Light
theme-dark = Dark
footer-note = Open software to keep the training account of employees. This is not the public Federal Learning Account and does not replace it.

optional = optional
here = You are here

days =
    { $n ->
        [one] { $amount } day
       *[other] { $amount } days
    }
period = { $from } – { $to }
period-open = from { $from }
quarter = quarter { $number } of { $year }

errors-title =
    { $count ->
        [one] One answer still needs mending
       *[other] { $count } answers still need mending
    }

step-done = done
step-now = now
step-later = to come

pager = Pages
pager-range = { $first }–{ $last } of { $total }
pager-previous = Previous
pager-next = Next
pager-page = Page

meter-followed = Followed
meter-planned = Planned
meter-free = Still free
meter-left = Left
meter-short = Planned beyond what is left
meter-beyond = Beyond the credit
meter-sentence = Credit of { $whole }, of which { $left } left.
meter-sentence-beyond = Credit of { $whole }, { $beyond } beyond it.
demo-band = DEMO – anybody can sign in here as anybody. All people and employers are invented. Enter no real data.
nav-account = My account
