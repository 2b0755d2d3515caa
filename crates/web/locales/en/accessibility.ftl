accessibility-title = Accessibility
accessibility-lead = Everybody should be able to use this application, with or without aids. Here is what was done for that, and what was not yet.
accessibility-aim = What we aim for
accessibility-aim-text =
    This application is built to meet **WCAG 2.2, level AA**.

    - Everything works with the keyboard alone, and where you are is always visible.
    - Everything works without scripts.
    - Colour is never the only thing that says something; the contrast is computed for the light and the dark scheme.
    - Pages adapt from 320 points wide and up to a zoom of 400 %.
    - Each figure in a drawing also stands on the page in words.
    - Those who ask for less motion get no moving transitions.
accessibility-known = What is not in order yet
accessibility-known-text =
    - The application has not yet been tested by people who use a screen reader or voice control every day.
    - The joint committees suggested while typing are not read out by some screen readers. Typing the code itself always works.
accessibility-how = How this was checked
accessibility-how-text = Each change is tested automatically: structure, names of fields, language and contrast, in the four languages. This statement is about the software; those who run it can add findings of their own.
accessibility-tell = Report a barrier
accessibility-tell-text = Does something not work? Tell the organisation that runs this installation. If a public body does not answer you, you can turn to its ombudsman.
accessibility-contact = Address for reports: { $contact }
