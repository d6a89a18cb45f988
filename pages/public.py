"""儿童友好地图: what a visitor sees at the root, here with the page links around it."""

from spaces.ui import frame, visitor

with frame.page("public") as page:
    visitor.links(page)
    visitor.map_frame(page)
    visitor.for_it(page)
