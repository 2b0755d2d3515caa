# The manual for employees.

manual-employee = For employees
manual-employee-lead = Your training days, how they were worked out, and what you can do with your account.
part-own = Look
do-own-look = See how much you have left
do-own-look-text =
    1. Sign in with your digital key and open **{ nav-account }**.
    2. The first sentence says what is left this year. The bar shows what you followed, what is planned, and what is free.
    3. Do you work for several employers? Each has its own part of the page.
    4. Choose another year at the top.
do-own-working = See how that was worked out
do-own-working-text =
    1. Go to your right and press **{ working-open }**.
    2. You see the days of the rule, your work regime and the months, and the rule with its source.

    More about the rules: [the rules in short](/help/rules).
do-own-career = Follow your career
do-own-career-text =
    1. Open **{ own-tab-career }**.
    2. Everything stands in one line: for whom you worked, what you followed, and what you added yourself.

    Beside each entry stands how far it can be relied on: **{ own-standing-declared }**, **{ own-standing-evidenceSeen }**, **{ own-standing-confirmed }** or **{ own-standing-authentic }**.
part-own-wrong = Something is wrong
do-own-ask = Ask about a training or a right
do-own-ask-text =
    1. Press **{ own-ask }** beside the training, or the link below your right.
    2. Write in your own words what is wrong. Give the right date or duration if you know it.
    3. Press **{ own-question-send }**. Your employer has a month to answer.

    What stood there and what you say are both kept.
do-own-missing = Say that a training is missing
do-own-missing-text =
    1. Press **{ own-ask-missing }** below your trainings, or open **{ own-tab-questions }**.
    2. Give the name, and the date and duration if you know them, and press **{ own-question-send }**.
do-own-disagree = Read the answer, or ask again
do-own-disagree-text =
    1. Open **{ own-tab-questions }** and the question. The answer stands there, with what was changed.
    2. Do you not agree? Write why under **{ own-question-disagree }** and press **{ own-question-send }**.
    3. Is it no longer needed? Press **{ own-question-back }**.
do-own-left = After you left an employer
do-own-left-text = You still see your account with that employer, and you can still ask questions about it. What happens to the days that are left depends on why the employment ended: see [the rules](/help/rules#rules-end).
part-own-yours = What is yours
do-own-add = Add a training or diploma of your own
do-own-add-text =
    1. Open **{ own-tab-records }** and press **{ own-record-add }**.
    2. Choose what it is, give a name and a date. The rest may stay empty.
    3. Press **{ own-record-save }**.

    This is yours and no employer’s. Only you see it.
do-own-evidence = Keep the evidence with it
do-own-evidence-text =
    1. Open **{ own-tab-records }** and the training.
    2. Choose a file (PDF, JPEG or PNG; a photograph is fine) and press **{ evidence-add }**.
do-own-copy = Take everything along
do-own-copy-text =
    1. Open **{ nav-account }** and go to **{ paper-own-title }** at the bottom.
    2. **{ paper-own-pdf }** is to read and keep. **{ paper-own-json }** is for another program.
do-own-who = See who looked at your account
do-own-who-text =
    1. Open **{ nav-account }** and follow **{ own-looks }** at the bottom.
    2. You see when, what, and in which role and organisation.
picture-own-look = The account of an employee: a sentence with what is left, the credit as a bar, and the right.
