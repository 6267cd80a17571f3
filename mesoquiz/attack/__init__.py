"""An exam answered by candidates who know nothing of its subject: what its questions give away by their form."""
