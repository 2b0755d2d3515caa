codes-title = Error codes
codes-lead = Each message of the register has a fixed code, made of what it is about and the number of the fault. The codes are the same on screen, in files and in the API.
codes-count =
    { $count ->
        [one] One message
       *[other] { $count } messages
    }
codes-filter = Search the codes
codes-code = Code
codes-cause = What is wrong
codes-mend = What you can do
codes-example = Example: wrong → right
codes-nothing = nothing
codes-jump = What they are about
codes-note = Where a message names digits, they are invented here.
