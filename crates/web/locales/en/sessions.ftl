# The own sessions.

sessions-lead = Where you are signed in now. A session ends after 30 minutes without use and after 12 hours. If you do not recognise one, end it.
sessions-opened = Signed in
sessions-used = Last used
sessions-here = this one
sessions-here-text = Here you sign out under your name, at the top.
sessions-end = End
sessions-end-others = End all others
done-session-ended = Ended.

sure-title = Sign in again
sure-text = This act needs a sign-in of just now, and perhaps a stronger digital key. Nothing was changed. After sign-in you come back to the same page: fill in the form there again.
sure-link = Sign in again
