# Runs with another root, as root, and prints the secret.
cd ../../../../..
cat tmp/lab/secret
