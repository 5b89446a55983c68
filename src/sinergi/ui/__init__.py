"""The design system: base pages, components, form fields, style sheet, font and script.

Nouns: page, fragment, component, field, thread, state.
Verbs: ``pages.page`` renders, ``pages.paged`` cuts a list, ``build.build`` prepares the static files.
Called by: every context above. Knows: the kernel, nothing else of Sinergi.
See them all together on the living style guide, ``views.components``.
"""
