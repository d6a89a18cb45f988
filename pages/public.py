"""儿童友好地图: what a visitor sees at the root, here with the page links around it."""

from spaces.ui.public import visitor
from spaces.ui.shell import frame

with frame.page("public") as page:
    visitor.links(page)
    visitor.map_frame(page)
    visitor.for_it(page)
