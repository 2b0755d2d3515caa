# The settings of an employer, and who has access.

settings-title = Settings
act-settings = Change the settings
act-settings-lead = The length of the training day decides how many minutes a right counts.
settings-day = Length of a training day
settings-day-hint = Hours and minutes of an ordinary full-time day, for example 7:36.
settings-access = Who has access
settings-access-text = These people can sign in for this employer.
settings-role = Role
settings-since = Since
done-settings = The settings have been changed.
