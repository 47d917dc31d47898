"""How people are told: in the application, by mail, by the services that offices use."""
