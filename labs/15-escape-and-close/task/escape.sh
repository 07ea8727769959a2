# Runs with another root, as root, and prints the secret.
cat /tmp/lab/secret
