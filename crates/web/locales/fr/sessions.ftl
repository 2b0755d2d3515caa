# The own sessions.

sessions-lead = Où vous êtes connecté. Une session prend fin après 30 minutes sans utilisation et après 12 heures. Si vous n’en reconnaissez pas une, mettez-y fin.
sessions-opened = Connecté
sessions-used = Dernière utilisation
sessions-here = celle-ci
sessions-here-text = Ici vous vous déconnectez sous votre nom, en haut.
sessions-end = Mettre fin
sessions-end-others = Mettre fin à toutes les autres
done-session-ended = C’est terminé.

sure-title = Reconnectez-vous
sure-text = Cette opération demande une connexion récente, et peut-être une clé numérique plus forte. Rien n’a été modifié. Après la connexion, vous revenez à la même page : remplissez-y de nouveau le formulaire.
sure-link = Se reconnecter
