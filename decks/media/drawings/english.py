"""The words of the drawings in English."""

WORDS = {
    (
        "Coupe schématique de la peau : ses couches, de la surface au muscle"
    ): "Section of the skin: its layers, down to the muscle",
    (
        "Trois injections schématiques, A, B et C, et le plan que chacune atteint"
    ): "Three injections, A, B and C, and how deep each goes",
    "épiderme": "epidermis",
    "derme": "dermis",
    "hypoderme": "hypodermis,",
    "superficiel": "superficial",
    "profond": "deep",
    "fascia superficialis": "membranous layer",
    "A : intra-": "A: intra-",
    "dermique": "dermal",
    "B : sous-": "B: subcu-",
    "cutanée": "taneous",
    "C : intra-articulaire": "C: intra-articular",
    "(infiltration)": "(joint injection)",
}
