"""Training of Demarche's model: treebanks, labelled pairs and our own corpus to one small encoder with many heads."""
