"""Failed starts and builds that people reported, as small repositories, each with its repair."""
