"""Makes the pictures and animations of the reactions from flat drawings.

    python -m tools.reactions icons.json

`icons.json` comes from the npm package @iconify-json/fluent-emoji-flat: Fluent Emoji by Microsoft,
under the MIT licence. For each line of `src/hodhod/domain/stock/reactions.tsv` four files are
written beside it: a WebP picture and three TGS animations. Run it again only to add a reaction.
"""
